import { z } from "zod";
import type { Problem } from "../../model/problem.ts";
import { SEMVER } from "../format/playbook.ts";
import type { Published } from "./published.ts";
import type { Pins } from "./resolve-uses.ts";

const Version = z.string().regex(SEMVER, "must have three parts, such as 1.4.0");
const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 hexadecimal digits");

/** `playbooks/lock.yaml`: what every use of a sub-playbook means, and what every version holds. */
export const LockFile = z.strictObject({
  format: z.literal(1),
  /** The version behind each use, by its text: `queue-backlog@^1.4`. */
  uses: z.record(z.string().regex(/^[a-z0-9][a-z0-9_-]*@/, "must be name@range"), Version),
  /** The content of each version that was ever locked: `queue-backlog@1.4.0`. */
  versions: z.record(
    z.string().regex(/^[a-z0-9][a-z0-9_-]*@[0-9.]+$/, "must be name@version"),
    Hash,
  ),
});

export type LockFile = z.infer<typeof LockFile>;

export const EMPTY_LOCK: LockFile = { format: 1, uses: {}, versions: {} };

export function publishedIn({ versions }: LockFile): readonly Published[] {
  return Object.entries(versions).map(([key, hash]) => {
    const [name = "", version = ""] = key.split("@");
    return { name, version, hash };
  });
}

/**
 * The lock that holds what the playbooks are now. A version that was locked before stays as it
 * was, so that writing a lock can never hide that its content has changed.
 */
export function renewLock(old: LockFile, pins: Pins, now: readonly Published[]): LockFile {
  const current = now.map(({ name, version, hash }) => [`${name}@${version}`, hash] as const);
  return {
    format: 1,
    uses: Object.fromEntries([...pins].map(([use, { version }]) => [use, version])),
    versions: { ...Object.fromEntries(current), ...old.versions },
  };
}

/** The text of a lock file. The same lock gives the same text, so that a diff shows what changed. */
export function renderLock({ uses, versions }: LockFile): string {
  return [
    "# Written by `pitcrew check --write-lock`; review it, but leave it to be written.",
    "format: 1",
    ...section("uses", uses),
    ...section("versions", versions),
    "",
  ].join("\n");
}

function section(name: string, entries: Readonly<Record<string, string>>): readonly string[] {
  const lines = Object.entries(entries)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  ${key}: "${value}"`);
  return lines.length === 0 ? [`${name}: {}`] : [`${name}:`, ...lines];
}

/** Where the uses of a lock differ from what they mean now: E143, as problems of the lock file. */
export function* checkLock({ uses }: LockFile, now: Pins): Generator<Problem> {
  const pinned = new Map(Object.entries(uses));
  for (const [use, { version }] of now) {
    const before = pinned.get(use);
    if (before === undefined) {
      yield stale(["uses"], `"${use}" is not pinned; it is ${version} now`);
    } else if (before !== version) {
      yield stale(["uses", use], `"${use}" is pinned to ${before} and is ${version} now`);
    }
  }
  for (const use of pinned.keys()) {
    if (!now.has(use)) yield stale(["uses", use], `"${use}" is pinned, but no playbook uses it`);
  }
}

function stale(at: Problem["at"], message: string): Problem {
  const fix = "pitcrew check --write-lock";
  return { code: "E143", at, on: "key", message, fix, level: "error" };
}
