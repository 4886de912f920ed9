import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Note } from "../../audit/checkpoint.ts";
import { verifyExport } from "../../audit/verify-export.ts";
import { EVERYTHING, type Verdict } from "../../audit/verify-record.ts";
import { visible } from "../../document/visible.ts";
import { notesIn } from "../../integrations/anchor-file/client.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { count } from "../print-findings.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { findKeys, type KeyOptions } from "./find-keys.ts";
import { linesIn } from "./lines-in.ts";
import { type ExportOptions, openExport } from "./open-export.ts";

export interface VerifyOptions extends KeyOptions, ExportOptions {
  /** What an anchor has kept. */
  readonly anchor?: string;
  /** The folder with what was removed from the record after its time. */
  readonly archive?: string;
  readonly json?: true;
}

/** Judges the record here and now: the server is asked for the bytes, and not for its opinion. */
export async function verify(options: VerifyOptions, terminal: Terminal): Promise<ExitCode> {
  const keys = await findKeys(options, terminal);
  if (!keys.ok) return keys.exit;
  const anchored = await readAnchor(options.anchor, terminal);
  if (anchored === undefined) return EXIT.usage;
  const archives = await openArchives(options.archive, terminal);
  if (archives === undefined) return EXIT.usage;
  const opened = await openExport("/v1/audit/export", options, terminal);
  if (!opened.ok) return opened.exit;
  const expected = { keys: keys.keys, anchored };
  const verified = await verifyExport(linesIn(opened.bytes), expected, { archives });
  if (verified.is === "no_export") return complainNoExport(terminal);
  const { of, verdict } = verified;
  if (options.json) terminal.print(asJson({ of, whole: verdict.found === 0, ...verdict }));
  else tell(of, verdict, anchored, terminal);
  return verdict.found === 0 ? EXIT.done : EXIT.recordChanged;
}

export function complainNoExport(terminal: Terminal): ExitCode {
  terminal.complain("this is not an export of an audit record", "pitcrew audit export writes one");
  return EXIT.usage;
}

async function readAnchor(
  file: string | undefined,
  terminal: Terminal,
): Promise<readonly Note[] | undefined> {
  if (file === undefined) return [];
  const notes = notesIn(await readFile(file, "utf8").catch(() => ""));
  if (notes.length > 0) return notes;
  terminal.complain(`${file} holds no checkpoint`, "name a file that an anchor has written");
  return undefined;
}

async function openArchives(
  folder: string | undefined,
  terminal: Terminal,
): Promise<readonly AsyncIterable<readonly string[]>[] | undefined> {
  if (folder === undefined) return [];
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".jsonl"));
  if (files.length > 0) return files.map((name) => linesOf(join(folder, name)));
  terminal.complain(`${folder} holds no archive`, "name the folder of retention.archive");
  return undefined;
}

/** One after the other: a file is opened when its turn comes. */
async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  yield* linesIn(createReadStream(file));
}

function tell(of: string, verdict: Verdict, anchored: readonly Note[], terminal: Terminal): void {
  const { findings, found } = verdict;
  for (const { at, because } of findings) terminal.print(visible(`${at}: ${because}`));
  if (found > findings.length) terminal.print(`and ${found - findings.length} more`);
  const size = `${count(verdict.entries, "entry", "entries")} in ${count(verdict.chains, "chain")}`;
  const under = count(verdict.checkpoints, "signed checkpoint");
  terminal.print(
    found === 0
      ? `${visible(of)}: whole, ${size} under ${under}`
      : `${visible(of)}: NOT as it was written, ${count(found, "finding")} in ${size} under ${under}`,
  );
  for (const remark of remarksOn(of, verdict, anchored)) terminal.note(remark);
}

/** What a whole record still does not prove. */
function* remarksOn(
  of: string,
  { last, unsealed: { count: newer, oldest }, removed }: Verdict,
  anchored: readonly Note[],
): Generator<string> {
  if (last !== undefined)
    yield `The last checkpoint is number ${last.number}, of ${timeOf(last.at)}.`;
  if (oldest !== undefined) {
    yield `Nothing proves ${count(newer, "entry", "entries")} yet that no checkpoint covers, the oldest of ${timeOf(oldest)}.`;
  }
  if (removed > 0) {
    yield `${count(removed, "chain")} had been kept long enough and is only in an archive: --archive says whether it is whole.`;
  }
  if (of === EVERYTHING && anchored.length === 0) {
    yield "Without --anchor nobody can tell whether the newest checkpoints are missing, and all that they covered.";
  }
  if (anchored.length > 0) yield `Compared with ${count(anchored.length, "anchored checkpoint")}.`;
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
