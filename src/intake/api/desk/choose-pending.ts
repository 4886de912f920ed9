import type { About } from "../needs.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { PendingView } from "../views/run-view.ts";

/** The one thing that is meant. When it could be several, nothing is guessed. */
export function choosePending(
  is: PendingView["is"],
  { step, item }: About,
  pending: readonly PendingView[],
): Answer<PendingView> {
  const waiting = pending.filter((one) => one.is === is);
  const meant = waiting.filter(
    (one) => (step ?? one.step) === one.step && (item ?? one.item) === one.item,
  );
  const [first] = meant;
  if (first !== undefined && meant.length === 1) return answer(first);
  const known = waiting.map((one) => `"${one.step}" (item ${one.item})`).join(", ");
  return first === undefined
    ? refuse("E313", "Nothing of this name waits for it.", `What waits is ${known}.`)
    : refuse("E313", "More than one thing waits for it.", `Name the step and the item: ${known}.`);
}
