import type { z } from "zod";
import type { Document } from "../document/document.ts";
import { parseAs } from "../document/parse-as.ts";
import { readDocumentFile } from "../document/read-file.ts";
import type { Finding, Problem } from "../model/problem.ts";
import { blotOut, literalSecrets } from "./literal-secrets.ts";

/** A configuration file: read, not there at all, or refused with all its mistakes. */
export type Loaded<T> =
  | { readonly is: "loaded"; readonly value: T }
  | { readonly is: "absent" }
  | { readonly is: "refused"; readonly findings: readonly Finding[] };

/** Reads a file in the form of a schema, and asks `contradictions` what no schema can see. */
export async function loadFile<T>(
  path: string,
  schema: z.ZodType<T>,
  contradictions: (value: T) => Iterable<Problem>,
): Promise<Loaded<T>> {
  const file = await readDocumentFile(path);
  if (file.is !== "read") return file;
  return judge(file.document, schema, contradictions);
}

function judge<T>(
  document: Document,
  schema: z.ZodType<T>,
  contradictions: (value: T) => Iterable<Problem>,
): Loaded<T> {
  const parsed = parseAs(schema, document);
  const problems = parsed.ok ? [...contradictions(parsed.value)] : parsed.problems;
  const secrets = literalSecrets(document.value).map(document.locate);
  const others = problems
    .map(document.locate)
    .filter((finding) => !secrets.some((secret) => isSamePlace(secret, finding)));
  const findings = [...secrets, ...others].map((finding) => blotOut(finding, secrets));
  if (findings.length > 0) return { is: "refused", findings: inOrder(findings) };
  if (!parsed.ok) throw new Error(`${document.file} was refused without a reason`);
  return { is: "loaded", value: parsed.value };
}

function isSamePlace(a: Finding, b: Finding): boolean {
  return a.line === b.line && a.column === b.column;
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
