import type { ActiveVersion, Choice } from "../../ports/playbook-store.ts";
import type { PublishedFiles } from "./publish-files.ts";

export interface Chosen {
  readonly choice: Choice;
  /** What new runs follow from now on, in the order of names. */
  readonly standing: readonly Standing[];
}

export interface Standing {
  readonly playbook: string;
  readonly version: string;
  /** Why it stays, where that is not what the files say. */
  readonly keptBecause: string | undefined;
}

/**
 * New runs follow what the files say. A file that cannot be gone by never replaces a version that
 * works, and a folder without any playbook is taken for one that is not there, not for a wish to
 * withdraw them all.
 */
export function chooseVersions(
  { versions, unusable }: Pick<PublishedFiles, "versions" | "unusable">,
  files: number,
  active: readonly ActiveVersion[],
): Chosen {
  const named = new Set(versions.map(({ playbook }) => playbook));
  const pinned = active.filter(({ pinnedBy }) => pinnedBy !== null);
  const held = new Set(pinned.map(({ playbook }) => playbook));
  const others = active.filter(({ playbook }) => !named.has(playbook) && !held.has(playbook));
  const kept = others.filter(({ playbook }) => files === 0 || unusable.has(playbook));
  const free = versions.filter(({ playbook }) => !held.has(playbook));
  const standing = [
    ...free.map((each) => standingOf(each, undefined)),
    ...pinned.map((each) => standingOf(each, `${each.pinnedBy} has pinned it`)),
    ...kept.map((each) => standingOf(each, unusable.get(each.playbook) ?? NO_FOLDER)),
  ];
  return {
    choice: {
      activate: free,
      withdraw: others.filter((each) => !kept.includes(each)).map(({ playbook }) => playbook),
    },
    standing: standing.toSorted((a, b) => (a.playbook < b.playbook ? -1 : 1)),
  };
}

const NO_FOLDER = "no playbook was found at all";

function standingOf(
  { playbook, version }: { readonly playbook: string; readonly version: string },
  keptBecause: string | undefined,
): Standing {
  return { playbook, version, keptBecause };
}
