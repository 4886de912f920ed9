import type { Demands, Standing } from "./standing.ts";

/** What is missing beside a reviewer's yes before a version may act alone; empty when nothing is. */
export function lacksForTrust(
  { rung, fixes, isDrilled, drilledAt }: Standing,
  demands: Demands,
  now: number,
): readonly string[] {
  if (rung !== "approve") return [`the rung approve, while it stands at ${rung}`];
  const left = demands.fixes - fixes;
  const isFresh = isDrilled && drilledAt !== null && now - drilledAt < demands.drillLastsMs;
  return [...(left > 0 ? [fixesLeft(left)] : []), ...(isFresh ? [] : ["a passed drill"])];
}

function fixesLeft(left: number): string {
  return left === 1 ? "1 more verified fix" : `${left} more verified fixes`;
}

/** What would bring a version one rung up, as a sentence without its full stop. */
export function nextRung(standing: Standing, demands: Demands, now: number): string | null {
  const { rung, fixes } = standing;
  switch (rung) {
    case "observe":
    case "suggest":
      return `${fixesLeft(demands.fixes - fixes)} in a row, or a passed drill`;
    case "approve":
      return [...lacksForTrust(standing, demands, now), "a reviewer's yes"].join(", and ");
    case "auto":
      return null;
  }
}
