import type { Phase } from "../engine/machine/state.ts";
import { hasWayBack } from "../engine/machine/way-back.ts";
import type { Program, ProgramStep } from "../playbook/program.ts";
import type { AnyKind } from "../steps/step-kind.ts";
import { suggest } from "./written-wrongly.ts";

/** Which call of a step a stub stands for, and the kind that would have made it. */
export interface StubPlace {
  readonly step: ProgramStep;
  readonly part: "run" | "verify" | "undo";
  readonly kind: AnyKind;
}

export type FoundPlace =
  | { readonly ok: true; readonly place: StubPlace }
  | { readonly ok: false; readonly message: string; readonly fix: string };

/** Finds what a key of `stub` stands for: `scale`, `scale.verify` or `scale.undo`. */
export function findStubPlace(key: string, program: Program): FoundPlace {
  const [id = "", part, ...rest] = key.split(".");
  const step = program.steps.get(id);
  if (step === undefined)
    return nowhere(noSuchStep(id, program), suggest(id, [...program.steps.keys()]));
  if (part === undefined) return findRun(step);
  if (part === "verify" && rest.length === 0) return findVerify(step);
  if (part === "undo" && rest.length === 0) return findUndo(step);
  return nowhere(
    `"${key}" names no call of the step "${id}"`,
    `write ${id}, ${id}.verify or ${id}.undo`,
  );
}

/** The key under which a test gives the answer to a call. */
export function stubKey(step: string, phase: Phase): string {
  switch (phase) {
    case "plan":
    case "run":
    case "arrival":
    case "poll":
      return step;
    case "before":
    case "after":
      return `${step}.verify`;
    case "undo":
      return `${step}.undo`;
  }
}

export function noSuchStep(id: string, { playbook }: Program): string {
  return `${playbook.name} has no step "${id}"`;
}

function findRun(step: ProgramStep): FoundPlace {
  const { kind, poll } = step;
  const { id } = step.step;
  if (kind.carrier === "step" || kind.kind === "playbook") return found(step, "run", kind);
  if (poll !== undefined) return found(step, "run", poll.kind);
  if (kind.kind === "ask") {
    return nowhere(
      `"${id}" asks a person, so it takes an answer and no stub`,
      `write it below answers: ${id}: …`,
    );
  }
  return nowhere(`"${id}" (${kind.kind}) calls nothing outside`, "remove the stub");
}

function findVerify(step: ProgramStep): FoundPlace {
  const { verify } = step;
  if (verify !== undefined) return found(step, "verify", verify.kind);
  return nowhere(`"${step.step.id}" has no verify`, "remove the stub");
}

function findUndo(step: ProgramStep): FoundPlace {
  if (hasWayBack(step)) return found(step, "undo", step.undo?.kind ?? step.kind);
  return nowhere(`"${step.step.id}" is never undone`, "remove the stub");
}

function found(step: ProgramStep, part: StubPlace["part"], kind: AnyKind): FoundPlace {
  return { ok: true, place: { step, part, kind } };
}

function nowhere(message: string, fix: string): FoundPlace {
  return { ok: false, message, fix };
}
