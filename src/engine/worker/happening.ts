import type { Failure } from "../../model/failure.ts";
import type { IntentId } from "../../ports/run-change.ts";
import type { Message } from "../../ports/run-message.ts";
import type { UndoPlaybook } from "../machine/effect.ts";
import type { Performed, PerformResult, RunEvent } from "../machine/event.ts";
import type { TaskRef } from "../machine/state.ts";

/** An event, and who brought it about. */
export interface Happening {
  readonly event: RunEvent;
  readonly actor: string;
  readonly surface: string;
}

/** When something is heard, and the luck that it brings. */
export interface Moment {
  readonly at: number;
  readonly chance: number;
}

export function toldBy({ event, actor, surface }: Message): Happening {
  return { event, actor, surface };
}

export function woke({ at, chance }: Moment): Happening {
  return own({ is: "woke", at, chance });
}

export function answered(effect: IntentId, result: PerformResult, moment: Moment): Happening {
  const { step, item, phase, attempt } = effect;
  const event: Performed = { is: "performed", step, item, phase, attempt, result, ...moment };
  return own(event);
}

export function progressed({ step, item }: TaskRef, progress: string, at: number): Happening {
  return own({ is: "progressed", at, step, item, progress });
}

/** Proof that an effect was not sent, so that the machine may want it once more. */
export function notSent(effect: IntentId, failure: Unsent, moment: Moment): Happening {
  const result = { is: "failed", failure: { ...failure, retry: "never_left" } } as const;
  return answered(effect, result, moment);
}

export type Unsent = Omit<Failure, "retry">;

/** A playbook that could not even be started. */
export function childRefused({ step, item }: TaskRef, { at }: Moment): Happening {
  return own({ is: "child_ended", at, step, item, outcome: "refused", outputs: {} });
}

/** A run whose record is gone can take nothing back. */
export function childMissing({ step, item, wish }: UndoPlaybook, { at }: Moment): Happening {
  const left = ["all that it changed, because its run is not stored any more"];
  return own({ is: "child_undone", at, step, item, wish, isFailed: true, left });
}

/** In whose name the engine acts. */
export const ENGINE = { actor: "pitcrew", surface: "engine" } as const;

function own(event: RunEvent): Happening {
  return { event, ...ENGINE };
}
