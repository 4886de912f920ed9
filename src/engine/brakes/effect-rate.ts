import type { Braked } from "../../model/braked.ts";

const MINUTE = 60_000;

/** `effects` are when changes were meant in the last minute, by anybody. */
export function effectRate(
  effects: readonly number[],
  most: number,
  now: number,
): Braked | undefined {
  const recent = effects.filter((at) => at > now - MINUTE).toSorted((a, b) => b - a);
  const oldest = recent[most - 1];
  if (oldest === undefined) return undefined;
  return {
    brake: "effect_rate",
    code: "E342",
    rule: `budgets.effects_per_minute: ${most}`,
    values: { effects: recent.length },
    message: `${recent.length} changes were made within a minute, and all playbooks together may make ${most}`,
    remedy: "Nothing; it goes on by itself. Look at pitcrew runs if so many were not expected.",
    until: oldest + MINUTE,
  };
}
