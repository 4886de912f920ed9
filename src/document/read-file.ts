import { open, stat } from "node:fs/promises";
import type { Finding } from "../model/problem.ts";
import { decode, MAX_BYTES, tooLarge } from "./decode.ts";
import type { Document } from "./document.ts";
import { readDocument } from "./read-document.ts";
import { findingOfFile } from "./source.ts";

export type FileRead =
  | { readonly is: "read"; readonly document: Document }
  | { readonly is: "absent" }
  | { readonly is: "refused"; readonly findings: readonly Finding[] };

/** Reads one YAML file. A file that is too large is refused by its size, without reading it. */
export async function readDocumentFile(path: string): Promise<FileRead> {
  const bytes = await bytesOf(path);
  if (bytes.is !== "bytes") return bytes;
  const decoded = decode(bytes.bytes, path);
  if (!decoded.ok) return { is: "refused", findings: [decoded.finding] };
  const read = readDocument(decoded.text, path);
  return read.ok
    ? { is: "read", document: read.document }
    : { is: "refused", findings: read.findings };
}

type Bytes =
  | { readonly is: "bytes"; readonly bytes: Uint8Array }
  | Exclude<FileRead, { readonly is: "read" }>;

async function bytesOf(path: string): Promise<Bytes> {
  try {
    const known = await stat(path);
    if (!known.isFile()) return unreadable(path, "is not a regular file");
    await using file = await open(path, "r");
    const { size } = await file.stat();
    if (size > MAX_BYTES) return { is: "refused", findings: [tooLarge(size, path)] };
    return { is: "bytes", bytes: await file.readFile() };
  } catch (error) {
    return failure(path, error);
  }
}

function failure(path: string, error: unknown): Bytes {
  if (!(error instanceof Error) || !("code" in error)) throw error;
  switch (error.code) {
    case "ENOENT":
    case "ENOTDIR":
      return { is: "absent" };
    case "EACCES":
    case "EPERM":
      return unreadable(path, "may not be read by this user");
    default:
      throw error;
  }
}

function unreadable(path: string, why: string): Bytes {
  const finding = findingOfFile(path, {
    code: "E100",
    message: `${path} ${why}`,
    fix: "check the path and its permissions",
    level: "error",
  });
  return { is: "refused", findings: [finding] };
}
