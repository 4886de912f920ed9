import type { ChildUndone } from "../event.ts";
import { isSameTask, note, withChange, type Turn } from "../turn.ts";
import { giveUp, tookBack } from "../undo.ts";

/** What could not be taken back stops the rest; what nothing takes back merely stays. */
export function onChildUndone(turn: Turn, event: ChildUndone): Turn {
  const { step, wish, isFailed, left } = event;
  const change = turn.run.changes.find((one) => isSameTask(one, event));
  if (change?.undo.is !== "calling" || change.undoTries !== wish) {
    return note(turn, `Ignored: "${step}" does not wait for that undo.`);
  }
  if (left.length === 0) return tookBack(turn, change);
  const still = `The playbook of "${step}" leaves in place: ${left.join(", ")}`;
  if (!isFailed) return note(withChange(turn, change, { undo: { is: "not_asked" } }), `${still}.`);
  return giveUp(turn, change, {
    code: "E316",
    message: still,
    remedy: "Open its run to see why.",
    retry: "never",
  });
}
