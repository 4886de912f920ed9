import { isUtf8 } from "node:buffer";
import type { Finding } from "../model/problem.ts";
import { findingAt, sourceOf } from "./source.ts";

export const MAX_BYTES = 256 * 1024;

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly finding: Finding };

/** Bytes as text that is safe to look at and small enough to parse. */
export function decode(bytes: Uint8Array, file: string): Decoded {
  if (bytes.length > MAX_BYTES) return { ok: false, finding: tooLarge(bytes.length, file) };
  if (!isUtf8(bytes)) return { ok: false, finding: notUtf8(bytes, file) };
  return inspect(new TextDecoder().decode(bytes), file);
}

/** The same for a text that is already in memory. */
export function inspect(given: string, file: string): Decoded {
  const size = Buffer.byteLength(given);
  if (size > MAX_BYTES) return { ok: false, finding: tooLarge(size, file) };
  const text = given.startsWith("\uFEFF") ? given.slice(1) : given;
  const at = firstForbidden(text);
  if (at !== -1) return { ok: false, finding: forbidden(text, at, file) };
  return { ok: true, text };
}

export function tooLarge(bytes: number, file: string): Finding {
  return findingAt(
    sourceOf(file, ""),
    { start: 0, end: 0 },
    {
      code: "E101",
      message: `The file has ${bytes.toLocaleString("en")} bytes; ${MAX_BYTES.toLocaleString("en")} are allowed`,
      fix: "split it, or move data out of it",
      level: "error",
    },
  );
}

function notUtf8(bytes: Uint8Array, file: string): Finding {
  const at = firstInvalidByte(bytes);
  const text = new TextDecoder().decode(bytes);
  const start = new TextDecoder().decode(bytes.subarray(0, at), { stream: true }).length;
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, "0").toUpperCase();
  return findingAt(
    sourceOf(file, text),
    { start, end: start + 1 },
    {
      code: "E100",
      message: `Byte 0x${byte} at position ${at} is not valid UTF-8`,
      fix: "save the file as UTF-8",
      level: "error",
    },
  );
}

/** A decoder refuses every prefix from the bad byte on, so the shortest refused one ends with it. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let refused = bytes.length + 1;
  while (refused - valid > 1) {
    const middle = Math.floor((valid + refused) / 2);
    if (isPrefixOfUtf8(bytes.subarray(0, middle))) valid = middle;
    else refused = middle;
  }
  return Math.min(valid, bytes.length - 1);
}

function isPrefixOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function firstForbidden(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    if (isForbidden(text, at)) return at;
  }
  return -1;
}

/**
 * Control characters, and those that reorder text: with them a reviewer reads another playbook
 * than the one that runs. Half of a surrogate pair is no character at all.
 */
function isForbidden(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x09 || code === 0x0a) return false;
  if (code === 0x0d) return text.charCodeAt(at + 1) !== 0x0a;
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  if (code >= 0x202a && code <= 0x202e) return true;
  if (code >= 0x2066 && code <= 0x2069) return true;
  if (code >= 0xd800 && code <= 0xdbff) return !isLowSurrogate(text.charCodeAt(at + 1));
  return isLowSurrogate(code) && !isHighSurrogate(text.charCodeAt(at - 1));
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function forbidden(text: string, at: number, file: string): Finding {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  return findingAt(
    sourceOf(file, text),
    { start: at, end: at + 1 },
    {
      code: "E100",
      message: `The invisible character U+${code} may not stand in a file that people review`,
      fix: `remove it, or write it as an escape in double quotes: "\\u${code}"`,
      level: "error",
    },
  );
}
