import { readDocument } from "../../src/document/read-document.ts";
import type { Document } from "../../src/document/document.ts";
import type { JsonValue } from "../../src/model/json.ts";
import type { Finding } from "../../src/model/problem.ts";

/** Texts that tests read; what a test takes for granted throws when it is not so. */
export function read(text: string): Document {
  const result = readDocument(text, "a.yaml");
  if (!result.ok) throw new Error(result.findings.map(({ message }) => message).join("\n"));
  return result.document;
}

export function readValue(text: string): JsonValue {
  return read(text).value;
}

export function findingsOf(text: string): readonly Finding[] {
  const result = readDocument(text, "a.yaml");
  if (result.ok) throw new Error(`nothing is wrong with ${text}`);
  return result.findings;
}
