import type { Document } from "../document/document.ts";
import type { Problem } from "../model/problem.ts";
import { describeOverlap, findOverlaps } from "../match/overlap.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import { type KnownPlaybook, linkUses } from "../playbook/version/link-uses.ts";
import { type Pins, resolveUses } from "../playbook/version/resolve-uses.ts";
import type { Kinds } from "../steps/step-kind.ts";
import { kindUses } from "./rules/kind-uses.ts";
import { subPlaybookParams } from "./sub-playbook-params.ts";

/** What only shows when all playbooks of a folder are looked at together. */
export interface LibraryCheck {
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** The exact content behind each use of a sub-playbook, for the lock file. */
  readonly pins: Pins;
  /** The content hash of each file whose uses could all be resolved. */
  readonly hashes: ReadonlyMap<string, string>;
}

export interface InLibrary {
  readonly document: Document;
  readonly playbook: Playbook;
}

export function checkLibrary(entries: readonly InLibrary[], kinds: Kinds): LibraryCheck {
  const problems = new Map<string, Problem[]>();
  const report = (file: string, problem: Problem): void => {
    problems.set(file, [...(problems.get(file) ?? []), problem]);
  };
  const known = entries.map((entry) => knownPlaybook(entry, kinds));
  const resolved = resolveUses(known);
  for (const { file, problem } of resolved.problems) report(file, problem);
  for (const [{ file, playbook }, links] of linkUses(known)) {
    for (const problem of subPlaybookParams(playbook, links, kinds)) report(file, problem);
  }
  for (const overlap of findOverlaps(matchesOf(known))) {
    for (const { file } of [overlap.first, overlap.second]) {
      report(file, describeOverlap(overlap, file));
    }
  }
  const hashes = new Map([...resolved.hashes].map(([{ file }, hash]) => [file, hash]));
  return { problems, pins: resolved.pins, hashes };
}

function knownPlaybook({ document, playbook }: InLibrary, kinds: Kinds): KnownPlaybook {
  const majors = [...kindUses(playbook)].map(({ kind }): [string, number] => [
    kind,
    kinds.get(kind)?.major ?? 0,
  ]);
  return {
    file: document.file,
    playbook,
    raw: document.value,
    kinds: Object.fromEntries(majors),
  };
}

function matchesOf(known: readonly KnownPlaybook[]) {
  return known.flatMap(({ file, playbook: { name, match } }) =>
    match === undefined ? [] : [{ file, name, match }],
  );
}
