import type { Outgoing, TellParent } from "../../ports/run-change.ts";
import type { ParentTask } from "../../ports/run-store.ts";
import type { CallPlaybook, UndoPlaybook } from "../machine/effect.ts";
import type { Run } from "../machine/state.ts";
import { standingSteps } from "../machine/way-back.ts";

/**
 * What a run has to do for other runs before it may rest or end. Doing it again changes nothing,
 * so a worker that takes over does all of it once more.
 */
export type Errand = CallPlaybook | StopPlaybook | UndoPlaybook | TellParent;

type StopPlaybook = Extract<Outgoing, { readonly is: "stop_playbook" }>;

export function errandsOf(outgoing: readonly Outgoing[]): readonly Errand[] {
  return outgoing.flatMap((effect) => {
    switch (effect.is) {
      case "call_playbook":
      case "stop_playbook":
      case "undo_playbook":
      case "tell_parent":
        return [effect];
      case "ask_approval":
      case "ask_person":
      case "withdraw_approval":
      case "withdraw_question":
      case "ask_to_settle":
      case "escalate":
      case "write_note":
        return [];
    }
  });
}

/** A run inside another reports how it ended. */
export function tellOfEnd(parent: ParentTask | null, { phase }: Run): readonly TellParent[] {
  if (parent === null || phase.is !== "ended") return [];
  const { run, step, item } = parent;
  const { ending, outputs } = phase;
  const event = { is: "child_ended", step, item, outcome: ending.outcome, outputs } as const;
  return [{ is: "tell_parent", run, event }];
}

/** And what has become of its changes, when the run that called it wanted them taken back. */
export function tellOfUndo(parent: ParentTask | null, child: Run): readonly TellParent[] {
  const { phase, callersWish: wish } = child;
  if (parent === null || phase.is !== "ended" || wish === null) return [];
  const { run, step, item } = parent;
  const left = standingSteps(child);
  const isFailed = phase.undo === "undo_failed";
  const event = { is: "child_undone", step, item, wish, isFailed, left } as const;
  return [{ is: "tell_parent", run, event }];
}
