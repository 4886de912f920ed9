import { dirname, join } from "node:path";
import type { Document } from "../document/document.ts";
import { type FileRead, readDocumentFile } from "../document/read-file.ts";
import type { Finding, Problem } from "../model/problem.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import type { Program } from "../playbook/program.ts";
import type { Content } from "../playbook/version/content.ts";
import { type LockFile, publishedIn, renewLock } from "../playbook/version/lock-file.ts";
import { checkPublished, type Published } from "../playbook/version/published.ts";
import { checkLibrary } from "./library.ts";
import { checkLockFile } from "./lock.ts";
import { checkPlaybook } from "./check-playbook.ts";
import { listPlaybooks } from "./list-playbooks.ts";
import type { World } from "./world.ts";

/** A playbook file that has the form of a playbook. */
export interface LoadedPlaybook {
  readonly file: string;
  readonly document: Document;
  readonly playbook: Playbook;
  /** Missing while something is wrong with it. */
  readonly program: Program | undefined;
  readonly content: Content | undefined;
}

export interface CheckReport {
  /** How many playbook files were looked at. */
  readonly files: number;
  /** In the order of files and lines; empty means that nothing is wrong. */
  readonly findings: readonly Finding[];
  readonly playbooks: readonly LoadedPlaybook[];
  /** What the lock file of each folder that was looked into should say. */
  readonly locks: ReadonlyMap<string, LockFile>;
}

/**
 * Checks playbooks, named as files or folders. A file's neighbours are read too, because
 * overlaps and sub-playbooks cannot be judged without them, but only what was named is reported.
 */
export async function checkFiles(paths: readonly string[], world: World): Promise<CheckReport> {
  const named = await listPlaybooks(paths);
  const folders = [...new Set(named.files.map((file) => dirname(file)))];
  const reports = await Promise.all(
    folders.map((folder) => {
      const inIt = named.files.filter((file) => dirname(file) === folder);
      return checkFolder(folder, inIt, world);
    }),
  );
  const files = new Set(named.files);
  const mine = ({ file }: { readonly file: string }): boolean => files.has(file);
  return {
    files: files.size,
    findings: inOrder([
      ...named.findings,
      ...reports.flatMap(({ findings }) => findings.filter(mine)),
      ...reports.flatMap(({ lockFindings }) => lockFindings),
    ]),
    playbooks: reports.flatMap(({ playbooks }) => playbooks.filter(mine)),
    locks: new Map(reports.map(({ folder, lock }) => [folder, lock])),
  };
}

interface FolderReport {
  readonly folder: string;
  readonly findings: readonly Finding[];
  readonly lockFindings: readonly Finding[];
  readonly playbooks: readonly LoadedPlaybook[];
  readonly lock: LockFile;
}

async function checkFolder(
  folder: string,
  named: readonly string[],
  world: World,
): Promise<FolderReport> {
  const neighbours = await listPlaybooks([folder]);
  const files = [...new Set([...neighbours.files, ...named])];
  const reads = await Promise.all(files.map((file) => readDocumentFile(file)));
  const checked = reads.flatMap((read) =>
    read.is === "read" ? [{ document: read.document, ...checkPlaybook(read.document, world) }] : [],
  );
  const library = checkLibrary(
    checked.flatMap(({ document, subject }) => (subject ? [{ document, subject }] : [])),
  );
  const { lock, findings: lockFindings } = await checkLockFile(
    join(folder, "lock.yaml"),
    library.pins,
  );
  const published = publishedIn(lock);
  const findings: Finding[] = reads.flatMap(refusal);
  const playbooks: LoadedPlaybook[] = [];
  for (const { document, subject, program, problems } of checked) {
    const { file } = document;
    const playbook = subject?.playbook;
    const content = library.contents.get(file);
    const all = [
      ...problems,
      ...(library.problems.get(file) ?? []),
      ...(playbook && content ? versionTaken({ ...playbook, ...content }, published) : []),
    ];
    findings.push(...all.map(document.locate));
    if (playbook) playbooks.push({ file, document, playbook, program, content });
  }
  const now = playbooks.flatMap(({ playbook, content }) =>
    content ? [{ ...playbook, ...content }] : [],
  );
  return { folder, findings, lockFindings, playbooks, lock: renewLock(lock, library.pins, now) };
}

function versionTaken(playbook: Published, published: readonly Published[]): readonly Problem[] {
  const taken = checkPublished(playbook, published);
  return taken === undefined ? [] : [taken];
}

function refusal(read: FileRead): readonly Finding[] {
  return read.is === "refused" ? read.findings : [];
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
}
