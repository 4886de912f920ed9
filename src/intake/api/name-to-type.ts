import type { ApprovalView } from "./views/approval-view.ts";

/**
 * What cannot be taken back is approved with both hands: the name of its target is typed. Nothing
 * where a press is enough.
 */
export function nameToType({ risk, isReversible, effects }: ApprovalView): string | undefined {
  if (risk !== "high" && isReversible) return undefined;
  const target = effects.flatMap(({ targets }) => targets)[0];
  return target?.split("/").at(-1);
}
