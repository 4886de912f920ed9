import type { Mode } from "../../playbook/format/safety.ts";
import type { Fact, Lesson } from "../../model/autonomy-fact.ts";
import { lacksForTrust } from "./lacks-for-trust.ts";
import { above, below } from "./rungs.ts";
import type { Demands, Standing } from "./standing.ts";

interface Version {
  readonly hash: string;
  readonly version: string;
}

/**
 * Where a version stands in one environment: the fold of all that is on record about its playbook
 * there, in the order in which it happened. Evidence counts once: what brought a version to a rung
 * does not bring it to the next.
 */
export function standingOf(
  hash: string,
  facts: readonly Fact[],
  demands: Demands,
  now: number,
): Standing {
  const standings = new Map<string, Standing>();
  const shipped = new Set<string>();
  let active: Version | undefined;
  const at = (time: number, one: string): Standing => {
    const known = standings.get(one);
    if (known !== undefined) return lapse(known, demands, time);
    if (active === undefined) return firstStanding(shipped.has(one), time);
    return successor(at(time, active.hash), active.version, time);
  };

  for (const fact of facts) {
    if (fact.is === "published") {
      if (fact.isShipped) shipped.add(fact.hash);
      continue;
    }
    standings.set(fact.hash, hear(at(fact.at, fact.hash), fact, demands));
    if (fact.is === "activated") active = fact;
  }
  return at(now, hash);
}

function firstStanding(isShipped: boolean, at: number): Standing {
  return isShipped
    ? begin("approve", at, "It was shipped with Pitcrew")
    : begin("suggest", at, "It is new here");
}

function successor({ rung }: Standing, version: string, at: number): Standing {
  const lower = below(rung);
  const first = lower === "observe" ? "suggest" : lower;
  return begin(first, at, `It follows ${version}, which stood at ${rung}`);
}

function hear(
  standing: Standing,
  fact: Exclude<Fact, { readonly is: "published" }>,
  demands: Demands,
): Standing {
  switch (fact.is) {
    case "activated":
      return standing;
    case "drilled":
      return afterDrill(standing, fact);
    case "learned":
      return afterRun(standing, fact, demands);
    case "trusted":
      return lacksForTrust(standing, demands, fact.at).length > 0
        ? standing
        : move(standing, "auto", fact.at, `${fact.by} trusts it to act alone`);
    case "demoted":
      return fall(standing, fact.at, `${fact.by} took a rung back: ${fact.reason}`);
  }
}

function afterDrill(
  standing: Standing,
  { passed, drill, at }: Extract<Fact, { readonly is: "drilled" }>,
): Standing {
  if (!passed) return { ...standing, isDrilled: false };
  const drilled = { ...standing, drilledAt: at };
  return isBelowApprove(standing)
    ? move(drilled, above(standing.rung), at, `It passed the drill ${drill}`)
    : { ...drilled, isDrilled: true };
}

function afterRun(
  standing: Standing,
  { lesson, run, at }: Extract<Fact, { readonly is: "learned" }>,
  { fixes: enough }: Demands,
): Standing {
  if (lesson !== "fixed") return fall(standing, at, `${SETBACKS[lesson]} in run ${run}`);
  const fixes = standing.fixes + 1;
  if (fixes < enough || !isBelowApprove(standing)) return { ...standing, fixes };
  const because = `It fixed what it was for, ${fixes} times in a row`;
  return move(standing, above(standing.rung), at, because);
}

const SETBACKS: Readonly<Record<Exclude<Lesson, "fixed">, string>> = {
  verify_failed: "A check did not hold",
  left_in_doubt: "A doubt was never settled",
  overridden: "A person stopped it or took its changes back",
};

/** From `approve` on, nothing rises by itself. */
function isBelowApprove({ rung }: Standing): boolean {
  return rung === "observe" || rung === "suggest";
}

/** What else was shown still counts, so that another passed drill and another yes bring it back. */
function lapse(standing: Standing, { drillLastsMs }: Demands, now: number): Standing {
  const { rung, drilledAt } = standing;
  if (rung !== "auto" || drilledAt === null || now - drilledAt < drillLastsMs) return standing;
  const because = "It has passed no drill for too long";
  return {
    ...standing,
    rung: "approve",
    since: drilledAt + drillLastsMs,
    because,
    isDrilled: false,
  };
}

function fall(standing: Standing, at: number, because: string): Standing {
  return move(standing, below(standing.rung), at, because);
}

function move({ drilledAt }: Standing, rung: Mode, at: number, because: string): Standing {
  return { ...begin(rung, at, because), drilledAt };
}

function begin(rung: Mode, at: number, because: string): Standing {
  return { rung, since: at, because, fixes: 0, isDrilled: false, drilledAt: null };
}
