import { formatDuration } from "../../../model/duration.ts";
import type { Failure } from "../../../model/failure.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { ProgramVerify } from "../../../playbook/program.ts";
import type { Performed } from "../event.ts";
import type { TaskRef, TaskState } from "../state.ts";
import { evaluateCondition } from "../step/condition.ts";
import { withTask, workAt, type Turn } from "../turn.ts";
import { launch } from "./call.ts";
import { failTask, finishTask } from "./end-task.ts";
import { fillCall } from "./fill-call.ts";
import { readOutput } from "./result.ts";
import { verifyOf } from "./verify-of.ts";
import { nextRead } from "./watch.ts";

type Checking = Extract<TaskState, { readonly is: "checking" }>;

/** The change was made; now it must prove that it helped. */
export function check(turn: Turn, ref: TaskRef, change: Pick<Checking, "output" | "before">): Turn {
  const watch = { is: "pausing", since: turn.at, reads: 0, until: turn.at, last: null } as const;
  return readAgain(turn, ref, { is: "checking", ...change, watch, heldSince: null });
}

export function readAgain(turn: Turn, ref: TaskRef, checking: Checking): Turn {
  const verify = verifyOf(turn, ref);
  const { item } = workAt(turn, ref).task;
  const filled = fillCall(turn, verify.kind, verify.with, item);
  if (!filled.ok) return failTask(turn, ref, filled.failure);
  const reads = checking.watch.reads + 1;
  const wanted = { ref, phase: "after", kind: verify.kind, with: filled.with } as const;
  const { turn: sent, call } = launch(turn, wanted, reads);
  const watch = { ...checking.watch, is: "reading", reads, until: call.until } as const;
  return withTask(sent, ref, { ...checking, watch });
}

/** A read that fails proves nothing: it counts as "does not hold", and the next one may. */
export function onChecked(turn: Turn, event: Performed, checking: Checking): Turn {
  const verify = verifyOf(turn, event);
  const read = readOutput(verify.kind, event.result);
  if (!read.ok) return keepChecking(turn, event, { ...checking, heldSince: null });

  const { before, watch } = checking;
  const seen = { ...checking, watch: { ...watch, last: read.output } };
  const { item } = workAt(turn, event).task;
  const held = evaluateCondition(turn, verify.that, { item, before, after: read.output });
  if (!held.ok) return failTask(turn, event, held.failure);
  if (!held.value) return keepChecking(turn, event, { ...seen, heldSince: null });

  const heldSince = checking.heldSince ?? turn.at;
  if (turn.at - heldSince < verify.hold) {
    return keepChecking(turn, event, { ...seen, heldSince });
  }
  return finishTask(turn, event, checking.output, { before, after: read.output });
}

function keepChecking(turn: Turn, ref: TaskRef, checking: Checking): Turn {
  const verify = verifyOf(turn, ref);
  const { watch, heldSince } = checking;
  const next = nextRead(watch, turn.at, verify.every, verify.within);
  if (next === undefined) return failTask(turn, ref, didNotHold(ref.step, verify, watch.last));
  const until = heldSince === null ? next : Math.min(next, heldSince + verify.hold);
  return withTask(turn, ref, { ...checking, watch: { ...watch, is: "pausing", until } });
}

function didNotHold(step: string, { that, within, hold }: ProgramVerify, last: JsonValue): Failure {
  const long = hold > 0 ? ` for ${formatDuration(hold)}` : "";
  return {
    code: "E304",
    message: `"${step}" was done, but "${that.source}" did not hold${long} within ${formatDuration(within)}`,
    remedy: "Compare the numbers before and after. The cause is probably another one.",
    detail: `last read: ${JSON.stringify(last).slice(0, 2_000)}`,
    retry: "never",
  };
}
