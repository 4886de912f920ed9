import type { ApprovalRequest, PlannedEffect } from "../../model/approval.ts";
import { scalarsOf } from "./values.ts";

/** How grave it is, and whether it can be taken back. */
export function riskWords(
  { risk, isReversible }: Pick<ApprovalRequest, "risk" | "isReversible">,
  undos: readonly string[],
): string {
  const [first] = undos;
  const more = undos.length > 1 ? ` And ${undos.length - 1} more like it.` : "";
  const back = first === undefined ? "yes" : `yes. ${withoutStop(first)}.${more}`;
  const undo = isReversible ? `Can be undone: ${back}` : "Cannot be undone by Pitcrew.";
  return `${risk.charAt(0).toUpperCase()}${risk.slice(1)}. ${undo}`;
}

/** What happens when nobody says anything. */
export function silenceWords(
  { onExpire, owner }: Pick<ApprovalRequest, "onExpire" | "owner">,
  by: string,
): string {
  switch (onExpire) {
    case "escalate":
      return `Nothing changes. It is handed over to ${owner} at ${by}.`;
    case "stop":
      return `Nothing changes. The run ends at ${by}.`;
  }
}

export const UNCHECKED = "Nothing checks afterwards whether it helped.";

/** A value that an effect would change. */
export interface Move {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export function movesOf({ before, after }: NonNullable<PlannedEffect["change"]>): readonly Move[] {
  const now = new Map(scalarsOf(before));
  return scalarsOf(after).flatMap(([what, value]) => {
    const was = now.get(what);
    return was === undefined || was === value ? [] : [{ what, before: was, after: value }];
  });
}

/** What a change moves, to be put behind what it does; empty when nothing moves. */
export function moveWords(change: NonNullable<PlannedEffect["change"]>): string {
  const moves = movesOf(change).map(({ what, before, after }) => `${what} ${before} → ${after}`);
  return moves.length === 0 ? "" : `: ${moves.join(", ")}`;
}

const LONGEST_CHANGE = 30;

/** A change of one value that fits on a button, such as "8 → 14"; nothing when it is another. */
export function shortMove(
  change: PlannedEffect["change"],
): Pick<Move, "before" | "after"> | undefined {
  const [only, second] = change === null ? [] : movesOf(change);
  if (only === undefined || second !== undefined) return undefined;
  const { before, after } = only;
  return before.length + after.length > LONGEST_CHANGE ? undefined : { before, after };
}

export function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
}
