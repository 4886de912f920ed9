import type { Problem } from "../../model/problem.ts";
import type { Change } from "./diff/change.ts";
import { type Bump, BUMPS, compareVersions, raiseVersion } from "./semver.ts";

/** The bump that the weightiest change asks for; none when there is no change. */
export function bumpOf(changes: readonly Change[]): Bump | undefined {
  return BUMPS.findLast((bump) => changes.some((change) => change.bump === bump));
}

/** The lowest version that may follow `version` with these changes. */
export function leastVersion(version: string, changes: readonly Change[]): string {
  const bump = bumpOf(changes);
  return bump === undefined ? version : raiseVersion(version, bump);
}

/** E151, for the file of the newer version, when its number says less than its content. */
export function checkBump(
  before: string,
  after: string,
  changes: readonly Change[],
): Problem | undefined {
  const least = leastVersion(before, changes);
  if (compareVersions(after, least) >= 0) return undefined;
  const bump = bumpOf(changes);
  const reason = changes.find((change) => change.bump === bump);
  return {
    code: "E151",
    at: ["version"],
    message:
      reason === undefined
        ? `${after} is older than ${before}`
        : `${after} is too low after ${before}: ${reason.says}, which is a ${reason.bump} change`,
    fix: `version: ${least}`,
    level: "error",
  };
}
