import { milliseconds } from "../../../model/duration.ts";
import { changes } from "../../../model/effect-class.ts";
import type { JsonObject, JsonValue } from "../../../model/json.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import type { AnyKind } from "../../../steps/step-kind.ts";
import type { Call } from "../attempt.ts";
import type { Phase, TaskRef } from "../state.ts";
import { emit, programStep, type Turn } from "../turn.ts";
import { countSent } from "./count-sent.ts";
import { markChange } from "./mark-change.ts";

/** What one effect is, apart from how often it was tried. */
export interface Wanted {
  readonly ref: TaskRef;
  readonly phase: Phase;
  readonly kind: AnyKind;
  readonly with: JsonObject;
  /** For a kind that takes back its own change: what the change had returned. */
  readonly undoes?: JsonValue;
  /** For a change whose arrival is awaited: what it had returned. */
  readonly awaits?: JsonValue;
}

export interface Launched {
  readonly turn: Turn;
  readonly call: Call;
}

/** Sends out one attempt. The state that is waiting for its answer is the caller's to set. */
export function launch(turn: Turn, wanted: Wanted, attempt: number): Launched {
  const { ref, phase, kind } = wanted;
  const step = programStep(turn.program, ref.step);
  const until = turn.at + timeoutOf(step, phase, kind);
  const sent = emit(turn, {
    is: "perform",
    step: ref.step,
    item: ref.item,
    phase,
    attempt,
    kind: kind.kind,
    with: wanted.with,
    key: keyOf(turn.run.id, ref, phase),
    until,
    ...(wanted.undoes === undefined ? {} : { undoes: wanted.undoes }),
    ...(wanted.awaits === undefined ? {} : { awaits: wanted.awaits }),
  });
  const counted = phase === "run" ? countSent(sent, ref, 1) : sent;
  const isChange = phase === "run" && changes(step.effect);
  return {
    turn: isChange ? markChange(counted) : counted,
    call: { is: "in_flight", attempt, until },
  };
}

/** A plan that takes longer is one that nobody waits for. */
const LONGEST_PLAN = 30_000;

function timeoutOf({ step }: ProgramStep, phase: Phase, kind: AnyKind): number {
  if (phase === "plan") return Math.min(LONGEST_PLAN, milliseconds(kind.timeout));
  if (phase === "run" || phase === "arrival") return milliseconds(step.timeout ?? kind.timeout);
  if (phase === "undo" && typeof step.undo === "object") {
    return milliseconds(step.undo.timeout ?? kind.timeout);
  }
  return milliseconds(kind.timeout);
}

/** The same for each attempt at one effect. */
export function keyOf(run: string, { step, item }: TaskRef, phase: Phase): string {
  return `${run}/${step}/${item}/${phase}`;
}
