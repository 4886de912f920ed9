import type { ExportLine } from "../audit/export.ts";
import { verifyExport } from "../audit/verify-export.ts";
import type { ExportedEntry } from "../audit/verify-record.ts";
import { readHeads, readStatement } from "../audit/checkpoint.ts";
import { writeCharts } from "./audit/evidence-charts.ts";
import { evidenceOf, evidencePage } from "./audit/evidence-document.ts";
import { findKeys, type KeyOptions } from "./audit/find-keys.ts";
import { linesIn } from "./audit/lines-in.ts";
import { type ExportOptions, openExport } from "./audit/open-export.ts";
import { complainNoExport } from "./audit/verify.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface EvidenceOptions extends KeyOptions, ExportOptions {
  readonly json?: true;
  readonly charts?: string;
}

/** One document about a run, from the server or from an export. */
export async function evidence(
  [run = ""]: readonly string[],
  options: EvidenceOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const found = await findKeys(options, terminal);
  if (!found.ok) return found.exit;
  const path = `/v1/runs/${encodeURIComponent(run)}/evidence`;
  const opened = await openExport(path, options, terminal);
  if (!opened.ok) return opened.exit;
  const subject = `run:${run}`;
  const entries: ExportedEntry[] = [];
  const checkpoints: number[] = [];
  const expected = { keys: found.keys, anchored: [] };
  const onLine = (line: ExportLine): void => {
    if (line.is === "entry" && line.subject === subject) entries.push(line);
    if (line.is === "checkpoint" && speaksOf(subject, line)) checkpoints.push(line.number);
  };
  const verified = await verifyExport(linesIn(opened.bytes), expected, { onLine });
  if (verified.is === "no_export") return complainNoExport(terminal);
  const document = evidenceOf(run, entries, verified.verdict, checkpoints);
  if (document === undefined) {
    terminal.complain(
      `the record says nothing of a run ${run}`,
      "pitcrew runs lists runs with their ids",
    );
    return EXIT.usage;
  }
  const { charts: folder } = options;
  if (folder !== undefined) await writeCharts(document.measured, folder);
  terminal.print(options.json ? asJson(document) : evidencePage(document, folder));
  return document.proof.whole ? EXIT.done : EXIT.recordChanged;
}

function speaksOf(subject: string, { body, heads }: { body: string; heads: string }): boolean {
  const statement = readStatement(body);
  const sealed = (statement && readHeads(statement, heads)) ?? [];
  return sealed.some((head) => head.subject === subject);
}
