import type { Document } from "../document/document.ts";
import type { Problem } from "../model/problem.ts";
import { describeOverlap, findOverlaps } from "../match/overlap.ts";
import type { Content } from "../playbook/version/content.ts";
import { type KnownPlaybook, linkUses } from "../playbook/version/link-uses.ts";
import { type Pins, resolveUses } from "../playbook/version/resolve-uses.ts";
import { kindUses } from "./rules/kind-uses.ts";
import { subPlaybookParams } from "./sub-playbook-params.ts";
import type { Subject } from "./subject.ts";

/** What only shows when all playbooks of a folder are looked at together. */
export interface LibraryCheck {
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** The exact content behind each use of a sub-playbook, for the lock file. */
  readonly pins: Pins;
  /** The content of each file whose uses could all be resolved. */
  readonly contents: ReadonlyMap<string, Content>;
}

export interface InLibrary {
  readonly document: Document;
  readonly subject: Subject;
}

export function checkLibrary(entries: readonly InLibrary[]): LibraryCheck {
  const problems = new Map<string, Problem[]>();
  const report = (file: string, problem: Problem): void => {
    problems.set(file, [...(problems.get(file) ?? []), problem]);
  };
  const subjects = new Map(entries.map((entry) => [knownPlaybook(entry), entry.subject]));
  const known = [...subjects.keys()];
  const resolved = resolveUses(known);
  for (const { file, problem } of resolved.problems) report(file, problem);
  const links = linkUses(known);
  for (const [caller, subject] of subjects) {
    for (const problem of subPlaybookParams(subject, links.get(caller) ?? [])) {
      report(caller.file, problem);
    }
  }
  for (const overlap of findOverlaps(matchesOf(known))) {
    for (const { file } of [overlap.first, overlap.second]) {
      report(file, describeOverlap(overlap, file));
    }
  }
  const contents = new Map([...resolved.contents].map(([{ file }, content]) => [file, content]));
  return { problems, pins: resolved.pins, contents };
}

function knownPlaybook({ document, subject }: InLibrary): KnownPlaybook {
  const { playbook, world } = subject;
  const majors = [...kindUses(playbook)].map(({ kind }): [string, number] => [
    kind,
    world.kinds.get(kind)?.major ?? 0,
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
