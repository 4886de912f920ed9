import { compareVersions, nextVersion, raiseVersion } from "./semver.ts";

/** Any version from the first, included, up to the second, excluded. */
export interface Range {
  readonly from: string;
  readonly below: string | undefined;
}

const NUMBER = "(0|[1-9][0-9]*)";
const RANGE = new RegExp(`^([\\^~]?)${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER})?)?$`);

/**
 * Reads `1.4.0` (this one), `~1.4` (any 1.4.x), `^1.4` (from there on anything that does not break
 * its callers) and `*` (any). There is no more, so that everybody reads a range alike.
 */
export function parseRange(text: string): Range | undefined {
  if (text === "*") return { from: "0.0.0", below: undefined };
  const parts = RANGE.exec(text);
  if (parts === null) return undefined;

  const [, sign, major, minor, patch] = parts;
  const from = `${major}.${minor ?? 0}.${patch ?? 0}`;
  if (sign === "^") return { from, below: raiseVersion(from, "major") };
  if (sign === "~")
    return { from, below: nextVersion(from, minor === undefined ? "major" : "minor") };
  return patch === undefined ? undefined : { from, below: nextVersion(from, "patch") };
}

export function isInRange(version: string, { from, below }: Range): boolean {
  if (compareVersions(version, from) < 0) return false;
  return below === undefined || compareVersions(version, below) < 0;
}
