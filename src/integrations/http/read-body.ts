import type { JsonValue } from "../../model/json.ts";

export type ReadBody =
  | { readonly ok: true; readonly body: JsonValue }
  | { readonly ok: false; readonly detail: string };

const DEEPEST = 32;

/** Turns the bytes of an answer into data: JSON where it says so, text otherwise, null when empty. */
export function readBody(contentType: string, bytes: Uint8Array): ReadBody {
  if (bytes.length === 0) return { ok: true, body: null };
  if (!isJson(contentType)) return { ok: true, body: new TextDecoder().decode(bytes) };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // The parser itself copes with any depth; what comes after it may not.
    const parsed: unknown = JSON.parse(text);
    return { ok: true, body: plainCopy(parsed, DEEPEST) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function isJson(contentType: string): boolean {
  const [type = ""] = contentType.toLowerCase().split(";");
  return /^application\/(?:[a-z0-9.-]+\+)?json$/.test(type.trim());
}

/** Names that mean something to JavaScript itself; nobody's answer needs them. */
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

function plainCopy(value: unknown, levels: number): JsonValue {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (levels === 0) throw new RangeError(`nested deeper than ${DEEPEST} levels`);
  if (Array.isArray(value)) return value.map((item) => plainCopy(item, levels - 1));
  const copy: Record<string, JsonValue> = {};
  for (const [key, item] of Object.entries(value ?? {})) {
    if (!PROTOTYPE_KEYS.has(key)) copy[key] = plainCopy(item, levels - 1);
  }
  return copy;
}
