import { honoursKey } from "../../config/connections.ts";
import { changes, type EffectClass, isLooser } from "../../model/effect-class.ts";
import type { Path, Problem } from "../../model/problem.ts";
import type { Step } from "../../playbook/format/step.ts";
import type { HonoursKey } from "../../playbook/program.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import { effectOf } from "../../steps/effect-of.ts";
import type { AnyKind } from "../../steps/step-kind.ts";
import type { Subject } from "../subject.ts";
import type { World } from "../world.ts";
import { error, warning } from "./rule.ts";

/** What a step may do twice, take back, and how long it may take to answer. */
export function* effects({ playbook, world }: Subject): Generator<Problem> {
  const { kinds } = world;
  for (const { step, at } of stepsOf(playbook)) {
    const kind = kinds.get(step.kind);
    if (kind === undefined) continue;
    const effect = effectOf(kind, step.with, keyedBy(world));
    yield* effectIsNotLooser(step, effect, at);
    yield* onceIsNotRetried(step, effect, at);
    yield* undoIsPossible(step, kind, kinds.get(undoKind(step)), at);
    yield* timeoutIsWritten(step, kind, at);
  }
}

/** Whether a connection honours keys is a promise that connections.yaml makes for it. */
function keyedBy({ connections }: World): HonoursKey {
  return (name, given) => connections === undefined || honoursKey(connections, name, given);
}

function* effectIsNotLooser(step: Step, effect: EffectClass, at: Path): Generator<Problem> {
  if (step.effect === undefined || !isLooser(step.effect, effect)) return;
  yield error({
    code: "E132",
    at: [...at, "effect"],
    message: `${step.kind} is "${effect}" here; calling it "${step.effect}" would make a repeat look harmless`,
    fix: "remove effect",
  });
}

function* onceIsNotRetried(step: Step, effect: EffectClass, at: Path): Generator<Problem> {
  if (step.retry === undefined || (step.effect ?? effect) !== "once") return;
  yield error({
    code: "E131",
    at: [...at, "retry"],
    on: "key",
    message: `"${step.id}" may take effect only once, so it cannot be tried again`,
    fix: "remove retry; after a crash a person is asked what happened",
  });
}

function* undoIsPossible(
  step: Step,
  kind: AnyKind,
  by: AnyKind | undefined,
  at: Path,
): Generator<Problem> {
  if (typeof step.undo === "object") {
    if (by !== undefined && (by.carrier === "engine" || !changes(by.effect))) {
      yield error({
        code: "E133",
        at: [...at, "undo", "kind"],
        message: `${by.kind} changes nothing, so it cannot take back what "${step.id}" did`,
        fix: "name a kind that changes something, or write undo: none",
      });
    }
    return;
  }
  if (kind.carrier === "engine" || step.undo === "none") return;
  if (kind.undo.is === "impossible" && changes(step.effect ?? kind.effect)) {
    yield error({
      code: "E133",
      at: [...at, "id"],
      message: `${kind.kind} cannot be taken back: ${kind.undo.because}`,
      fix: "write undo: none, or undo: { kind: …, with: … } with the step that takes it back",
    });
  }
}

function undoKind(step: Step): string {
  return typeof step.undo === "object" ? step.undo.kind : "";
}

function* timeoutIsWritten(step: Step, kind: AnyKind, at: Path): Generator<Problem> {
  if (step.timeout !== undefined || kind.carrier === "engine") return;
  if (!changes(step.effect ?? kind.effect)) return;
  yield warning({
    code: "E110",
    at: [...at, "id"],
    message: `"${step.id}" changes something and does not say how long it may take; ${kind.timeout} applies`,
    fix: `timeout: ${kind.timeout}`,
  });
}
