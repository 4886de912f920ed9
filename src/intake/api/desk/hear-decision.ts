import type { Actor } from "../../../access/actor.ts";
import type { Run } from "../../../engine/machine/state.ts";
import type { Decision } from "../needs.ts";
import { type Answer, refuse } from "../refusal.ts";
import type { Listening } from "./bell.ts";
import { decide, type Vote } from "./decide.ts";
import type { Desk } from "./desk.ts";
import { type FoundRun, findRun } from "./find-run.ts";

/** Whoever decides waits for so long to learn whether others were quicker. */
const PATIENCE_MS = 2_000;
/** The run may be heard of by another process, whose bell is not ours. */
const LOOK_EVERY_MS = 250;

/**
 * Waits until the run has heard a decision. One that others were quicker than is refused in the
 * same words as one that comes later. A run that nobody carries on says nothing: then the answer is
 * the run as it is, and the decision counts when it is heard.
 */
export async function hearDecision(
  run: string,
  { event, decision: given, actor }: Decided,
  listening: Listening,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<Answer<FoundRun>> {
  const decision = { ...given, about: { step: event.step } };
  const patience = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const found = await findRun(run, desk);
    if (!found.ok || patience.aborted) return found;
    const { state } = found.value.record;
    if (hasCounted(event, state)) return found;
    if (state.phase.is === "ended") return answerAtTheEnd(decision, actor, found.value, desk);
    const stillOpen = decide(decision, actor, state, desk.access());
    if (!stillOpen.ok) return stillOpen;
    await listening.wait(LOOK_EVERY_MS, patience);
  }
}

interface Decided {
  /** What the run was told. */
  readonly event: Vote;
  readonly decision: Decision;
  readonly actor: Actor;
}

function hasCounted(event: Vote, { approvals, phase }: Run): boolean {
  const { step, by } = event;
  const approval = Object.hasOwn(approvals, step) ? approvals[step] : undefined;
  if (approval === undefined) return false;
  const hasVoted = approval.votes.some((vote) => vote.by === by);
  if (event.is === "revoked") {
    return !hasVoted || (phase.is !== "running" && phase.ending.outcome === "cancelled");
  }
  if (event.vote === "approve") return hasVoted;
  return approval.standing === "denied" && approval.decided?.by === by;
}

function answerAtTheEnd(
  decision: Decision,
  actor: Actor,
  { record }: FoundRun,
  { access }: Pick<Desk, "access">,
): Answer<never> {
  const late = decide(decision, actor, record.state, access());
  if (!late.ok) return late;
  return refuse("E313", "The run has just ended.", `pitcrew show ${record.id} says how.`);
}
