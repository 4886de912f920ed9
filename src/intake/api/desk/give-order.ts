import { type Actor, authorOf } from "../../../access/actor.ts";
import { type Action, whyNot } from "../../../engine/machine/allowed-actions.ts";
import type { NewMessage } from "../../../ports/run-message.ts";
import type { Decision, Order } from "../needs.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { PendingView, RunView } from "../views/run-view.ts";
import { choosePending } from "./choose-pending.ts";
import { decide } from "./decide.ts";
import type { Desk } from "./desk.ts";
import { type FoundRun, findRun, noSuchRun } from "./find-run.ts";
import { hearDecision } from "./hear-decision.ts";
import { pendingOf } from "./pending.ts";
import { viewRun } from "./view-run.ts";

/** Tells a run what somebody wants of it, if that can be wanted of it now. */
export async function giveOrder(
  run: string,
  order: Order,
  actor: Actor,
  desk: Desk,
): Promise<Answer<RunView>> {
  const found = await findRun(run, desk);
  if (!found.ok) return found;
  if (isDecision(order)) return giveDecision(found.value, order, actor, desk);
  const event = hear(order, actor, found.value);
  return event.ok ? send(found.value, event.value, actor, desk) : event;
}

/** Others may be quicker, so it is said what became of it. */
async function giveDecision(
  found: FoundRun,
  decision: Decision,
  actor: Actor,
  desk: Desk,
): Promise<Answer<RunView>> {
  const { id: run, state } = found.record;
  const event = decide(decision, actor, state, desk.access());
  if (!event.ok) return event;
  const listening = desk.bell.listen(run);
  try {
    const sent = await send(found, event.value, actor, desk);
    if (!sent.ok) return sent;
    const heard = await hearDecision(run, { event: event.value, decision, actor }, listening, desk);
    if (!heard.ok) return heard;
    return answer(viewRun(heard.value, await desk.timesOf(run, found.program)));
  } finally {
    listening.stop();
  }
}

async function send(
  found: FoundRun,
  event: NewMessage["event"],
  actor: Actor,
  desk: Desk,
): Promise<Answer<RunView>> {
  const { id: run } = found.record;
  const sent = await desk.store.send({
    id: desk.newId(),
    run,
    event,
    ...authorOf(actor),
  });
  switch (sent.is) {
    case "sent":
      desk.dispatcher.wake(run, sent.wakeSeq);
      return answer(viewRun(found, await desk.timesOf(run, found.program)));
    case "run_ended":
      return refuse("E313", "The run has just ended.", `pitcrew show ${run} says how.`);
    case "no_such_run":
      return noSuchRun(run);
  }
}

function isDecision(order: Order): order is Decision {
  return order.is === "approve" || order.is === "deny" || order.is === "revoke";
}

type Other = Exclude<Order, Decision>;

function hear(order: Other, actor: Actor, found: FoundRun): Answer<NewMessage["event"]> {
  const { record, program } = found;
  const reason = whyNot(actionOf(order), program, record.state);
  if (reason !== undefined) return refuse("E313", reason, wayOut(order, found));
  return eventOf(order, actor, pendingOf(record.state));
}

function actionOf(order: Other): Action {
  switch (order.is) {
    case "stop":
      return order.undo ? "stop_and_undo" : "stop";
    case "undo":
    case "settle":
    case "answer":
      return order.is;
  }
}

function wayOut(order: Other, { record }: FoundRun): string {
  return order.is === "undo" && record.state.phase.is === "running"
    ? `pitcrew stop ${record.id} --undo ends a running run and takes its changes back.`
    : `pitcrew show ${record.id} says how it stands.`;
}

function eventOf(
  order: Other,
  { id: by }: Actor,
  pending: readonly PendingView[],
): Answer<NewMessage["event"]> {
  switch (order.is) {
    case "stop":
      return answer({ is: "stopped", by, undo: order.undo });
    case "undo":
      return answer({ is: "undo_asked", by });
    case "settle": {
      const chosen = choosePending("settle", order.about, pending);
      if (!chosen.ok) return chosen;
      const { step, item } = chosen.value;
      return answer({ is: "settled", step, item, by, verdict: order.verdict });
    }
    case "answer": {
      const chosen = choosePending("answer", order.about, pending);
      if (!chosen.ok) return chosen;
      const { step, item, choices } = chosen.value;
      if (choices.length > 0 && !choices.includes(order.answer)) return notOffered(step, choices);
      return answer({ is: "answered", step, item, by, answer: order.answer });
    }
  }
}

function notOffered(step: string, choices: readonly string[]): Answer<never> {
  return refuse("E313", `"${step}" does not offer this answer.`, `Use ${choices.join(" or ")}.`);
}
