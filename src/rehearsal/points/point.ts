import type { StepState } from "../../engine/machine/state.ts";
import { stepState } from "../../engine/machine/turn.ts";
import type { Problem } from "../../model/problem.ts";
import type { Ended } from "../rehearse.ts";

/** Something that at least one test should let happen. */
export interface Point extends Pick<Problem, "at" | "on" | "message" | "fix"> {
  readonly isReached: (rehearsal: Ended) => boolean;
}

export function stateOf({ run }: Ended, step: string): StepState {
  return stepState(run, step);
}

export function hasAsked({ effects }: Ended, step: string): boolean {
  return effects.some((effect) => effect.is === "ask_approval" && effect.step === step);
}
