import { type ExportLine, readExportLine } from "./export.ts";
import {
  type Expected,
  type Finding,
  openVerifier,
  type Verdict,
  type Verifier,
} from "./verify-record.ts";

export type VerifiedExport =
  | { readonly is: "verified"; readonly of: string; readonly verdict: Verdict }
  | { readonly is: "no_export" };

export interface Beside {
  /** Whoever wants to see the lines as well gets each that could be read. */
  readonly onLine?: (line: ExportLine) => void;
  /** What was written down of chains before they were removed. */
  readonly archives?: readonly AsyncIterable<readonly string[]>[];
}

/** Judges an export by nothing but itself, keys, and what was kept outside. */
export async function verifyExport(
  lines: AsyncIterable<readonly string[]>,
  expected: Omit<Expected, "of">,
  { onLine = () => undefined, archives = [] }: Beside = {},
): Promise<VerifiedExport> {
  let verifier: ReturnType<typeof openVerifier> | undefined;
  let of = "";
  let entries = 0;
  let isEnded = false;
  const unreadable: Finding[] = [];
  let number = 0;
  for await (const batch of lines) {
    for (const text of batch) {
      number += 1;
      const line = readExportLine(text);
      if (verifier === undefined) {
        if (line?.is !== "export") return { is: "no_export" };
        of = line.of;
        verifier = openVerifier({ ...expected, of });
        continue;
      }
      if (line === undefined) {
        unreadable.push({ at: `line ${number}`, because: "cannot be read" });
        continue;
      }
      if (line.is === "entry") {
        entries += 1;
        verifier.entry(line);
      } else if (line.is === "checkpoint") verifier.checkpoint(line);
      else isEnded = line.is === "end" && line.entries === entries;
      onLine(line);
    }
  }
  if (verifier === undefined) return { is: "no_export" };
  for (const archive of archives) await readArchive(archive, verifier);
  const end = { at: `line ${number}`, because: "the export ends too early" };
  const verdict = verifier.end();
  const findings = [...unreadable, ...(isEnded ? [] : [end]), ...verdict.findings];
  const found = verdict.found + findings.length - verdict.findings.length;
  return { is: "verified", of, verdict: { ...verdict, findings, found } };
}

/** A line that is missing or changed in it breaks a chain, so nothing else has to be looked at. */
async function readArchive(
  archive: AsyncIterable<readonly string[]>,
  verifier: Pick<Verifier, "archived">,
): Promise<void> {
  for await (const batch of archive) {
    for (const text of batch) {
      const line = readExportLine(text);
      if (line?.is === "entry") verifier.archived(line);
    }
  }
}
