import { milliseconds } from "../../../model/duration.ts";
import type { Loss } from "../../../model/loss.ts";
import type { Program } from "../../../playbook/program.ts";
import type { Demand } from "../../../ports/demand.ts";
import type { Perform } from "../../machine/effect.ts";
import type { Run } from "../../machine/state.ts";
import { idOf } from "../intent.ts";
import { locksFor } from "../locks.ts";
import type { Work } from "../work.ts";

/** What brakes have to know of a change. */
export function demandOf(
  { program, parent }: Pick<Work, "program" | "parent">,
  run: Run,
  perform: Perform,
  losses: readonly Loss[],
): Demand {
  const { name, owner } = program.playbook;
  const { key, phase } = perform;
  return {
    ...idOf(perform),
    key,
    playbook: name,
    team: owner,
    targets: locksFor(program, run, perform),
    // A run inside another is part of that one, and what is taken back was changed a moment ago.
    cooldownMs: parent === null && phase !== "undo" ? cooldownOf(program) : null,
    losses,
  };
}

function cooldownOf({ playbook: { safety } }: Program): number | null {
  return safety?.cooldown === undefined ? null : milliseconds(safety.cooldown);
}
