import { createHash } from "node:crypto";

/**
 * The same id for the same words, on every worker and at every time, so that what is created or
 * sent once more under it counts once. It has the form of a UUID of version 8.
 */
export function derivedId(...words: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString("hex");
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...groups, hex.slice(20)].join("-");
}

/** The run that is started for an alert when it opens, or when it closes. */
export function runOfOccurrence(occurrence: string, status: "firing" | "resolved"): string {
  return derivedId("occurrence", occurrence, status);
}
