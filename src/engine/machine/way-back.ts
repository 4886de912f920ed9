import type { EffectClass } from "../../model/effect-class.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import { playbook } from "../../steps/control/playbook.ts";
import type { Change, Run } from "./state.ts";
import { leavesOpen } from "./task/retry.ts";

/** Why what a step changes has no way back; nothing when its kind or its playbook knows one. */
function whyNoWayBack({ step, kind, undo }: ProgramStep): string | undefined {
  if (step.undo === "none") return "its playbook says undo: none";
  if (undo !== undefined || kind.kind === playbook.kind) return undefined;
  if (kind.carrier === "engine" || kind.undo.is === "unneeded") return "it changes nothing itself";
  return kind.undo.is === "impossible" ? kind.undo.because : undefined;
}

export function hasWayBack(step: ProgramStep): boolean {
  return whyNoWayBack(step) === undefined;
}

/** Whether what a step changes is for the time of the run alone. */
export function isTemporary({ kind }: ProgramStep): boolean {
  return kind.carrier === "step" && kind.temporary === true;
}

/** Why a person cannot have this change taken back now; nothing when they can. */
export function whyNotOffered(step: ProgramStep, { undo }: Change): string | undefined {
  const blocked = whyNoWayBack(step);
  if (blocked !== undefined) return blocked;
  switch (undo.is) {
    case "not_asked":
      return undefined;
    case "failed":
      // What may have happened and must not happen twice is not sent again, whoever asks.
      return undoEffect(step) === "once" && leavesOpen(undo.failure)
        ? "nobody knows whether it has been taken back"
        : undefined;
    case "wanted":
    case "running":
    case "calling":
    case "in_doubt":
      return "it is being taken back";
    case "undone":
      return "it has been taken back";
  }
}

/** How dangerous it is to send an undo twice. A kind's own compares before it sets. */
export function undoEffect({ undo }: ProgramStep): EffectClass {
  return undo === undefined ? "idempotent" : undo.kind.effect;
}

export function isUndoing({ undo }: Change): boolean {
  return undo.is === "wanted" || isUnderWay(undo);
}

export function isUnderWay({ is }: Change["undo"]): boolean {
  return is === "running" || is === "calling" || is === "in_doubt";
}

/** Changes that are still there, such as those a person may want to look at. */
export function standing(run: Run): readonly Change[] {
  return run.changes.filter(({ undo }) => undo.is !== "undone");
}

/** Their steps, each once, in the order of the changes. */
export function standingSteps(run: Run): readonly string[] {
  return [...new Set(standing(run).map(({ step }) => step))];
}
