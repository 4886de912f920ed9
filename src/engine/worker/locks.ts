import { changes } from "../../model/effect-class.ts";
import type { Holder } from "../../model/holder.ts";
import type { Program } from "../../playbook/program.ts";
import type { Perform } from "../machine/effect.ts";
import type { Run } from "../machine/state.ts";
import { playbookLock } from "../playbook-lock.ts";
import { calledBy } from "./called-kind.ts";
import type { Work } from "./work.ts";

/** What a change needs for its run alone: the lock of the playbook, and all that it would change. */
export function locksFor(program: Program, run: Run, perform: Perform): readonly string[] {
  const { kind, effect } = calledBy(program, perform);
  if (!changes(effect)) return [];
  const lock = playbookLock(program, run);
  if (!lock.ok) throw new RangeError(`Run ${run.id} began without a lock that can be named`);
  return [...lock.names, ...kind.targets(perform.with)];
}

/** Whether a run has it that this one is part of. That run waits for this one, so both may use it. */
export async function isHeldAbove(
  { parent, tools }: Pick<Work, "parent" | "tools">,
  holder: Holder,
): Promise<boolean> {
  let above = parent;
  while (above !== null) {
    if (holder.is === "run" && holder.id === above.run) return true;
    above = (await tools.store.get(above.run))?.parent ?? null;
  }
  return false;
}
