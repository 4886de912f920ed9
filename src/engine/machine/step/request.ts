import type { ApprovalRequest, Foreseen, PlannedEffect, Risk } from "../../../model/approval.ts";
import { type EffectFacts, effectDigest } from "../../approval/digest.ts";
import { milliseconds } from "../../../model/duration.ts";
import { changes } from "../../../model/effect-class.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Approve } from "../../../playbook/format/step.ts";
import type { Program, ProgramStep } from "../../../playbook/program.ts";
import type { AnyKind } from "../../../steps/step-kind.ts";
import type { Task, TaskRef } from "../state.ts";
import { keyOf } from "../task/call.ts";
import { fillCall } from "../task/fill-call.ts";
import { programStep, type Turn } from "../turn.ts";
import { hasWayBack, undoEffect } from "../way-back.ts";
import { describeCall } from "./plan-tasks.ts";

/** All that people are asked, in one object: what they see of it and what they sign is the same. */
export function requestOf(
  turn: Turn,
  id: string,
  tasks: readonly Task[],
  round: number,
): ApprovalRequest {
  const { run, program } = turn;
  const { playbook } = program;
  const step = programStep(program, id);
  const { by, count, expires, on_expire: onExpire } = termsOf(program, id);
  const effects = tasks.flatMap((task, item) => effectsOf(turn, { step: id, item }, task));
  const isReversible = effects.every(({ phase, item, effect }) => {
    const isChange = phase === "run" && changes(effect) && step.kind.carrier === "step";
    return !isChange || effects.some((one) => one.phase === "undo" && one.item === item);
  });
  return {
    run: run.id,
    playbook: playbook.name,
    version: playbook.version,
    hash: run.origin.hash,
    step: id,
    round,
    why: playbook.summary,
    effects,
    risk: riskOf(effects, isReversible),
    isReversible,
    check: checkOf(step),
    by,
    count,
    owner: playbook.owner,
    onExpire,
    policy: run.origin.policy,
    requester: run.origin.requester,
    hands: run.origin.hands,
    expires: turn.at + milliseconds(expires),
  };
}

/** In mode `approve` even a step that does not ask for it is approved, by the playbook's owner. */
export function termsOf(program: Program, id: string): Omit<Approve, "when"> {
  const { approve } = programStep(program, id).step;
  return (
    approve ?? { by: [program.playbook.owner], count: 1, expires: "15m", on_expire: "escalate" }
  );
}

function effectsOf(turn: Turn, ref: TaskRef, task: Task): readonly PlannedEffect[] {
  const step = programStep(turn.program, ref.step);
  const { kind, effect } = step;
  const { plan } = task;
  const run = plannedEffect(
    {
      phase: "run",
      kind: kind.kind,
      effect,
      with: task.with,
      key: keyOf(turn.run.id, ref, "run"),
      targets: targetsOf(kind, task.with),
      material: materialOf(kind, plan),
    },
    ref,
    plan?.sentence ?? describeCall(kind, task.with),
    plan,
  );
  const undo = changes(effect) && hasWayBack(step) ? undoOf(turn, ref, task, step) : undefined;
  return undo === undefined ? [run] : [run, undo];
}

/** What takes the effect back, where it can be told beforehand. */
function undoOf(
  turn: Turn,
  ref: TaskRef,
  task: Task,
  step: ProgramStep,
): PlannedEffect | undefined {
  const facts = {
    phase: "undo",
    effect: undoEffect(step),
    key: keyOf(turn.run.id, ref, "undo"),
    material: {},
  } as const;
  if (step.undo === undefined) {
    const { kind } = step;
    const own = { kind: kind.kind, with: task.with, targets: targetsOf(kind, task.with) };
    const does = describeCall(kind, task.with);
    return plannedEffect({ ...facts, ...own }, ref, `Take it back: ${does}`, null);
  }
  const { kind, with: tree } = step.undo;
  const filled = fillCall(turn, kind, tree, task.item);
  if (!filled.ok) return undefined;
  const named = { kind: kind.kind, with: filled.with, targets: targetsOf(kind, filled.with) };
  return plannedEffect({ ...facts, ...named }, ref, describeCall(kind, filled.with), null);
}

function plannedEffect(
  facts: EffectFacts,
  { item }: TaskRef,
  sentence: string,
  plan: Foreseen | null,
): PlannedEffect {
  const change = plan === null ? null : { before: plan.before, after: plan.after };
  return { ...facts, item, sentence, change, digest: effectDigest(facts) };
}

function targetsOf(kind: AnyKind, params: JsonObject): readonly string[] {
  return kind.carrier === "step" ? kind.targets(params) : [];
}

function materialOf(kind: AnyKind, plan: Foreseen | null): JsonObject {
  if (kind.carrier === "engine" || plan === null) return {};
  return Object.fromEntries(kind.material.map((name) => [name, plan.before[name] ?? null]));
}

function riskOf(effects: readonly PlannedEffect[], isReversible: boolean): Risk {
  const runs = effects.filter(({ phase, effect }) => phase === "run" && changes(effect));
  if (!isReversible) return "high";
  const targets = new Set(runs.flatMap((one) => one.targets));
  const isWide = targets.size > 1 || runs.some(({ effect }) => effect === "once");
  return isWide ? "medium" : "low";
}

function checkOf({ step: { verify } }: ProgramStep): string | null {
  if (typeof verify !== "object") return null;
  return `${verify.that}, within ${verify.within}`;
}
