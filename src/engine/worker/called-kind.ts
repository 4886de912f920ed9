import type { EffectClass } from "../../model/effect-class.ts";
import type { Program } from "../../playbook/program.ts";
import type { AnyKind, StepKind } from "../../steps/step-kind.ts";
import type { Perform } from "../machine/effect.ts";
import { programStep } from "../machine/turn.ts";
import { undoEffect } from "../machine/way-back.ts";

/** What an effect uses, and how dangerous it is to perform it twice. */
export interface Called {
  readonly kind: StepKind<unknown, unknown, unknown>;
  readonly effect: EffectClass;
}

/** The kind behind an effect, which for looks and undo steps is not that of the step itself. */
export function calledBy(program: Program, { step, phase }: Perform): Called {
  const compiled = programStep(program, step);
  const { kind, effect, verify, poll, undo } = compiled;
  switch (phase) {
    case "run":
      return called(step, kind, effect);
    case "plan":
    case "arrival":
      return called(step, kind, "read");
    case "before":
    case "after":
      return called(step, verify?.kind);
    case "poll":
      return called(step, poll?.kind);
    case "undo":
      return called(step, undo?.kind ?? kind, undoEffect(compiled));
  }
}

function called(step: string, kind: AnyKind | undefined, effect = kind?.effect): Called {
  if (kind?.carrier !== "step" || effect === undefined) {
    throw new RangeError(`"${step}" has no kind to perform this effect`);
  }
  return { kind, effect };
}
