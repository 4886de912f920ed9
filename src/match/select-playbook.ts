import type { Alert } from "../model/alert.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import { type Claim, compareClaims, compareConstraints, measureClaim } from "./claim.ts";
import { judgeFit, type Verdict } from "./judge-fit.ts";

/** As much of a playbook as choosing one needs. */
export type Matchable = Pick<Playbook, "name" | "match">;

interface Considered<P extends Matchable> {
  readonly playbook: P;
  readonly verdict: Verdict;
}

/** A playbook that fits too, and what it lost by. */
interface Beaten<P extends Matchable> {
  readonly playbook: P;
  readonly by: "constraint" | "priority";
}

export type Selection<P extends Matchable> = {
  /** Every playbook with its verdict, in the order given. */
  readonly considered: readonly Considered<P>[];
} & (
  | { readonly is: "none" }
  | { readonly is: "chosen"; readonly playbook: P; readonly beaten: readonly Beaten<P>[] }
  /** Several fit equally well. Nothing starts: a person decides. */
  | { readonly is: "tie"; readonly playbooks: readonly P[] }
);

/** At most one playbook starts for an alert: the more constrained wins, then the higher priority. */
export function selectPlaybook<P extends Matchable>(
  playbooks: readonly P[],
  alert: Alert,
): Selection<P> {
  const considered = playbooks.map((playbook) => ({
    playbook,
    verdict: judgeFit(playbook.match, alert),
  }));
  const [best, ...others] = claimsOf(considered).toSorted((a, b) =>
    compareClaims(b.claim, a.claim),
  );
  if (best === undefined) return { considered, is: "none" };

  const equals = others.filter(({ claim }) => compareClaims(best.claim, claim) === 0);
  if (equals.length > 0) {
    return { considered, is: "tie", playbooks: [best, ...equals].map(({ playbook }) => playbook) };
  }
  const beaten = others.map(({ playbook, claim }) => ({ playbook, by: lostBy(claim, best.claim) }));
  return { considered, is: "chosen", playbook: best.playbook, beaten };
}

interface Claiming<P extends Matchable> {
  readonly playbook: P;
  readonly claim: Claim;
}

function claimsOf<P extends Matchable>(considered: readonly Considered<P>[]): Claiming<P>[] {
  return considered.flatMap(({ playbook, verdict }) =>
    verdict.fits && playbook.match !== undefined
      ? [{ playbook, claim: measureClaim(playbook.match) }]
      : [],
  );
}

function lostBy(loser: Claim, winner: Claim): Beaten<Matchable>["by"] {
  return compareConstraints(winner, loser) === 0 ? "priority" : "constraint";
}
