import type { Performed } from "../event.ts";
import type { TaskRef } from "../state.ts";
import { withTask, workAt, type Turn } from "../turn.ts";
import { launch } from "./call.ts";
import { carryOut } from "./carry-out.ts";
import { failTask } from "./end-task.ts";
import { fillCall } from "./fill-call.ts";
import { nextTry } from "./next-try.ts";
import { readOutput } from "./result.ts";
import { verifyOf } from "./verify-of.ts";

/** Reads what the check afterwards will compare with, before anything is changed. */
export function look(turn: Turn, ref: TaskRef, attempt = 1): Turn {
  const verify = verifyOf(turn, ref);
  const { item } = workAt(turn, ref).task;
  const filled = fillCall(turn, verify.kind, verify.with, item);
  if (!filled.ok) return failTask(turn, ref, filled.failure);
  const wanted = { ref, phase: "before", kind: verify.kind, with: filled.with } as const;
  const sent = launch(turn, wanted, attempt);
  return withTask(sent.turn, ref, { is: "looking", call: sent.call });
}

export function onLooked(turn: Turn, event: Performed): Turn {
  const read = readOutput(verifyOf(turn, event).kind, event.result);
  if (read.ok) return carryOut(turn, event, read.output);
  const call = nextTry(turn, event, "read", read.failure, event.attempt);
  if (call === undefined) return failTask(turn, event, read.failure);
  return withTask(turn, event, { is: "looking", call });
}
