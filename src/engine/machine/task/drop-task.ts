import { changes } from "../../../model/effect-class.ts";
import type { Phase, TaskRef, TaskState } from "../state.ts";
import { emit, programStep, withTask, type Turn } from "../turn.ts";
import { ONLY_ATTEMPT } from "./arrive.ts";

/** Gives up what leaves no trace. A change on its way is waited for, because it may arrive. */
export function dropTask(turn: Turn, ref: TaskRef, state: TaskState): Turn {
  switch (state.is) {
    case "waiting":
    case "sleeping":
      return dropped(turn, ref);
    case "asking":
      return dropped(emit(turn, { is: "withdraw_question", step: ref.step, item: ref.item }), ref);
    case "planning":
      return dropped(abort(turn, ref, "plan", state.call), ref);
    case "looking":
      return dropped(abort(turn, ref, "before", state.call), ref);
    case "polling":
      return dropped(abort(turn, ref, "poll", reading(state.watch)), ref);
    case "arriving": {
      const { step, item } = ref;
      const aborted = emit(turn, {
        is: "abort",
        step,
        item,
        phase: "arrival",
        attempt: ONLY_ATTEMPT,
      });
      return withTask(aborted, ref, { is: "done", output: state.output, proof: null });
    }
    case "checking": {
      const aborted = abort(turn, ref, "after", reading(state.watch));
      return withTask(aborted, ref, { is: "done", output: state.output, proof: null });
    }
    case "acting": {
      const isChange = changes(programStep(turn.program, ref.step).effect);
      if (isChange && isOnItsWay(state)) return turn;
      return dropped(abort(turn, ref, "run", state.call), ref);
    }
    case "calling":
      return emit(turn, { is: "stop_playbook", step: ref.step, item: ref.item });
    case "in_doubt":
    case "done":
    case "failed":
    case "dropped":
      return turn;
  }
}

/** Whether a closing run has to wait for it. */
export function isOnItsWay(state: TaskState): boolean {
  return state.is === "calling" || (state.is === "acting" && state.call.is === "in_flight");
}

interface Attempt {
  readonly is: "in_flight" | "backing_off" | "reading" | "pausing";
  readonly attempt: number;
}

export function abort(turn: Turn, ref: TaskRef, phase: Phase, { is, attempt }: Attempt): Turn {
  const isSent = is === "in_flight" || is === "reading";
  return isSent
    ? emit(turn, { is: "abort", step: ref.step, item: ref.item, phase, attempt })
    : turn;
}

function reading({
  is,
  reads,
}: {
  readonly is: "reading" | "pausing";
  readonly reads: number;
}): Attempt {
  return { is, attempt: reads };
}

function dropped(turn: Turn, ref: TaskRef): Turn {
  return withTask(turn, ref, { is: "dropped" });
}
