import type { Library, LibraryEntry } from "../../intake/api/desk/desk.ts";
import { parseRange, isInRange } from "../../playbook/version/range.ts";
import type { Program } from "../../playbook/program.ts";
import type { PinnedPlaybook } from "../../ports/run-store.ts";
import type { WorkingSet } from "../working-set.ts";

export interface PlaybookLibrary extends Library {
  /** From now on these can be run. Versions that runs may still follow are remembered. */
  readonly replace: (working: WorkingSet) => void;
  /** Which playbook a step means by `name@range`. */
  readonly findUse: (use: string) => LibraryEntry | undefined;
}

export function openLibrary(): PlaybookLibrary {
  let entries: readonly LibraryEntry[] = [];
  const known = new Map<string, Program>();
  return {
    current: () => entries,
    find: (pinned) => known.get(keyOf(pinned)),
    findUse: (use) => entries.find(({ pinned }) => isMeant(use, pinned)),
    replace: (working) => {
      entries = entriesOf(working);
      for (const { pinned, program } of entries) known.set(keyOf(pinned), program);
    },
  };
}

function entriesOf(working: WorkingSet): readonly LibraryEntry[] {
  const entries = [...working.values()].flatMap(({ playbook: { playbook, program, hash } }) => {
    if (program === undefined || hash === undefined) return [];
    const pinned = { playbook: playbook.name, version: playbook.version, hash };
    return [{ pinned, program }];
  });
  return entries.toSorted((a, b) => (a.pinned.playbook < b.pinned.playbook ? -1 : 1));
}

function keyOf({ playbook, hash }: PinnedPlaybook): string {
  return `${playbook}@${hash}`;
}

function isMeant(use: string, { playbook, version }: PinnedPlaybook): boolean {
  const [name, text = ""] = use.split("@", 2);
  const range = parseRange(text);
  return name === playbook && range !== undefined && isInRange(version, range);
}
