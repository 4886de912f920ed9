import type { Document } from "../document/document.ts";
import { parseAs } from "../document/parse-as.ts";
import { readDocumentFile } from "../document/read-file.ts";
import type { Finding } from "../model/problem.ts";
import { TestFile } from "./test-file.ts";

/** A test file that has the form of one. */
export interface OpenedTests {
  readonly document: Document;
  readonly content: TestFile;
}

export type ReadTests =
  | { readonly ok: true; readonly tests: OpenedTests }
  | { readonly ok: false; readonly file: string; readonly findings: readonly Finding[] };

export async function readTests(file: string): Promise<ReadTests> {
  const read = await readDocumentFile(file);
  switch (read.is) {
    case "absent":
      throw new Error(`${file} was there a moment ago and is gone`);
    case "refused":
      return { ok: false, file, findings: read.findings };
    case "read": {
      const { document } = read;
      const parsed = parseAs(TestFile, document);
      if (parsed.ok) return { ok: true, tests: { document, content: parsed.value } };
      const findings = parsed.problems.map(document.locate);
      return { ok: false, file, findings: findings.toSorted(byPlace) };
    }
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.line - b.line || a.column - b.column;
}
