import type { EffectClass } from "../../../model/effect-class.ts";
import type { Failure } from "../../../model/failure.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import type { PerformResult } from "../event.ts";
import type { Phase, TaskRef } from "../state.ts";
import { emit, programStep, type Turn } from "../turn.ts";
import { undoEffect } from "../way-back.ts";
import { onPerformed } from "./performed.ts";

/** Nobody answered in time. For a `once` effect that is a doubt, for all others one more failure. */
export function timeOut(turn: Turn, { step, item }: TaskRef, phase: Phase, attempt: number): Turn {
  const result: PerformResult =
    effectOf(programStep(turn.program, step), phase) === "once"
      ? { is: "in_doubt", reason: "no answer came in time" }
      : { is: "failed", failure: tooSlow(step) };
  const aborted = emit(turn, { is: "abort", step, item, phase, attempt });
  const { at, chance } = turn;
  return onPerformed(aborted, { is: "performed", at, chance, step, item, phase, attempt, result });
}

function effectOf(step: ProgramStep, phase: Phase): EffectClass {
  switch (phase) {
    case "run":
      return step.effect;
    case "undo":
      return undoEffect(step);
    case "plan":
    case "before":
    case "arrival":
    case "after":
    case "poll":
      return "read";
  }
}

function tooSlow(step: string): Failure {
  return {
    code: "E303",
    message: `"${step}" did not answer in time`,
    remedy: "Look at the system behind it before trying again.",
    retry: "later",
  };
}
