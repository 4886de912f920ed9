import type { Actor } from "../../../access/actor.ts";
import type { Access } from "../../../access/authorize.ts";
import type { Approval, Standing } from "../../../model/approval.ts";
import { isMeant, shortDigest } from "../../../engine/approval/digest.ts";
import {
  whyMayNotApprove,
  whyMayNotBreakGlass,
  whyMayNotDeny,
} from "../../../engine/approval/who-may-vote.ts";
import { isOpen } from "../../../engine/machine/approvals.ts";
import type { Run } from "../../../engine/machine/state.ts";
import type { NewMessage } from "../../../ports/run-message.ts";
import type { Decision } from "../needs.ts";
import { type Answer, answer, refusalOf, refuse } from "../refusal.ts";
import { timeText } from "./view-summary.ts";

/** How a run hears of a decision. */
export type Vote = Extract<NewMessage["event"], { readonly is: "voted" | "revoked" }>;

/** What a run is told of somebody's decision, if they may decide and it is still theirs to make. */
export function decide(decision: Decision, actor: Actor, run: Run, access: Access): Answer<Vote> {
  const chosen = choose(decision, actor, run);
  if (!chosen.ok) return chosen;
  const { step, approval } = chosen.value;
  const { request, digest, votes } = approval;
  const by = actor.person ?? actor.id;
  switch (decision.is) {
    case "approve": {
      const { breakGlass } = decision;
      const may = breakGlass === null ? whyMayNotApprove : whyMayNotBreakGlass;
      const failure = may(actor, request, access);
      if (failure !== undefined) return { ok: false, refusal: refusalOf(failure) };
      if (!isMeant(digest, decision.plan)) return planChanged(approval, decision.plan);
      const before = votes.find((vote) => vote.by === by);
      if (before !== undefined) return already(`You approved it at ${timeText(before.at)}`, run.id);
      const vote = { is: "voted", step, by, vote: "approve", plan: digest } as const;
      return answer(breakGlass === null ? vote : { ...vote, breakGlass });
    }
    case "deny": {
      const failure = whyMayNotDeny(actor, request, access);
      if (failure !== undefined) return { ok: false, refusal: refusalOf(failure) };
      return answer({ is: "voted", step, by, vote: "deny", reason: decision.reason });
    }
    case "revoke":
      return answer({ is: "revoked", step, by });
  }
}

interface Chosen {
  readonly step: string;
  readonly approval: Approval;
}

/** The one approval that is meant. When it could be several, nothing is guessed. */
function choose(decision: Decision, actor: Actor, run: Run): Answer<Chosen> {
  const { about } = decision;
  const asked = Object.entries(run.approvals)
    .map(([step, approval]) => ({ step, approval }))
    .filter(({ step }) => about.step === undefined || about.step === step);
  const fitting = asked.filter((one) => fits(decision, actor, one, run));
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return answer(first);
  if (first === undefined) return nothingFits(decision, asked, run.id);
  const names = fitting.map(({ step }) => `"${step}"`).join(", ");
  return refuse("E313", "More than one step waits for it.", `Name the step: ${names}.`);
}

function fits(
  decision: Decision,
  { person }: Actor,
  { step, approval }: Chosen,
  run: Run,
): boolean {
  switch (decision.is) {
    case "approve":
      return approval.standing === "waiting";
    case "deny":
      return isOpen(run, step);
    case "revoke": {
      const isStanding = approval.standing === "waiting" || approval.standing === "granted";
      return isStanding && approval.votes.some(({ by }) => by === person);
    }
  }
}

function nothingFits(decision: Decision, asked: readonly Chosen[], run: string): Answer<never> {
  const last = asked.at(-1)?.approval;
  if (decision.is === "revoke") {
    return refuse("E313", "You have approved nothing that still stands.", showIt(run));
  }
  if (last === undefined) return refuse("E313", "No step waits for an approval.", showIt(run));
  const { by, at } = last.decided ?? { by: null, at: null };
  const who = by === null ? "" : ` by ${by}`;
  const when = at === null ? "" : ` at ${timeText(at)}`;
  return already(`It is already ${inWords(last.standing)}${who}${when}`, run);
}

function inWords(standing: Standing): string {
  switch (standing) {
    case "granted":
      return "approved";
    case "waiting":
    case "denied":
    case "expired":
    case "withdrawn":
      return standing;
    case "replaced":
      return "being asked anew";
  }
}

function already(message: string, run: string): Answer<never> {
  return refuse("E325", message, showIt(run));
}

function showIt(run: string): string {
  return `pitcrew show ${run} says how it stands.`;
}

function planChanged({ digest, changed }: Approval, written: string): Answer<never> {
  const what = changed.length === 0 ? "" : ` ${changed.join(" ")}`;
  return refuse(
    "E323",
    `The plan has changed: ${written} is not ${shortDigest(digest)}.${what}`,
    `Look at it as it is now: pitcrew approvals. Its plan is ${shortDigest(digest)}.`,
  );
}
