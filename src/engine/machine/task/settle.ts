import { beginClosing } from "../closing.ts";
import { ending } from "../ending.ts";
import type { Settled } from "../event.ts";
import { isSameTask, note, taskAt, withTask, type Turn } from "../turn.ts";
import { onUndoSettled } from "../undo.ts";
import { send, vouched } from "./act.ts";
import { failTask } from "./end-task.ts";

/** A person closes a doubt. Nobody else does, and nothing is guessed. */
export function onSettled(turn: Turn, event: Settled): Turn {
  const { step, by, verdict } = event;
  const change = turn.run.changes.find((one) => isSameTask(one, event));
  if (change?.undo.is === "in_doubt") return onUndoSettled(turn, event, change);
  const state = taskAt(turn.run, event)?.state;
  if (state?.is !== "in_doubt") return note(turn, `Ignored: "${step}" is not in doubt.`);
  const settled = note(turn, `${by} settled "${step}" as ${verdict}.`);
  switch (verdict) {
    case "happened":
      return vouched(settled, event, state.before);
    case "not_happened":
      if (turn.run.phase.is !== "running") return withTask(settled, event, { is: "dropped" });
      // Their word is the proof that it never left, so the approved step may be sent again.
      return send(settled, event, state.before, state.attempt + 1);
    case "unknown": {
      const reason = `${by} could not tell whether "${step}" took effect`;
      const failed = failTask(settled, event, {
        code: "E605",
        message: "Nobody knows whether it took effect",
        remedy: "Look at the target before anything else is done to it.",
        retry: "never",
      });
      return beginClosing(failed, "nothing", ending("unknown", reason, { step }));
    }
  }
}
