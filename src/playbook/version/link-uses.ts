import { didYouMean } from "../../model/did-you-mean.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import type { Playbook } from "../format/playbook.ts";
import { isInRange } from "./range.ts";
import { compareVersions } from "./semver.ts";
import { type Use, usesOf } from "./use.ts";

/** A playbook that others may call. */
export interface KnownPlaybook {
  readonly file: string;
  readonly playbook: Playbook;
  /** As the file has it, before defaults were filled in. */
  readonly raw: JsonValue;
  /** The `major` of every kind it names. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** A use and the playbook behind it: the newest version in its range. */
export interface Link {
  readonly use: Use;
  readonly target: KnownPlaybook | undefined;
}

export type Links = ReadonlyMap<KnownPlaybook, readonly Link[]>;

export function linkUses(known: readonly KnownPlaybook[]): Links {
  return new Map(
    known.map((caller) => [
      caller,
      usesOf(caller.playbook).map((use) => ({ use, target: findTarget(use, known) })),
    ]),
  );
}

/** E140 for a use that leads nowhere. */
export function describeDeadLink(
  { text, name, range, at }: Use,
  known: readonly KnownPlaybook[],
): Problem {
  const problem = { code: "E140", at, level: "error" } as const;
  const versions = versionsOf(name, known);
  if (versions.length === 0) {
    const meant = didYouMean(
      name,
      known.map(({ playbook }) => playbook.name),
    );
    return {
      ...problem,
      message: `There is no playbook "${name}"`,
      fix:
        meant === undefined
          ? "write the name of a playbook in this folder"
          : `did you mean "${meant}"?`,
    };
  }
  const newest = versions.at(-1) ?? "";
  return {
    ...problem,
    message:
      range === undefined
        ? `"${text}" holds no range of versions`
        : `No version of "${name}" is in the range of "${text}"; there is ${versions.join(", ")}`,
    fix: `use: ${name}@^${newest.replace(/\.[0-9]+$/, "")}`,
  };
}

function findTarget(
  { name, range }: Use,
  known: readonly KnownPlaybook[],
): KnownPlaybook | undefined {
  if (range === undefined) return undefined;
  return known
    .filter(({ playbook }) => playbook.name === name && isInRange(playbook.version, range))
    .toSorted((a, b) => compareVersions(a.playbook.version, b.playbook.version))
    .at(-1);
}

function versionsOf(name: string, known: readonly KnownPlaybook[]): readonly string[] {
  return known
    .flatMap(({ playbook }) => (playbook.name === name ? [playbook.version] : []))
    .toSorted(compareVersions);
}
