import { environmentOf } from "../../../engine/autonomy/effective-mode.ts";
import { lessonOf } from "../../../engine/autonomy/lesson.ts";
import type { Run } from "../../../engine/machine/state.ts";
import { targetAwaitedBy } from "../../../engine/machine/task/freed.ts";
import { undoProgress } from "../../../engine/machine/taking-back.ts";
import type { UndoProgress } from "../../../model/undo-progress.ts";
import type { Change, Next } from "../../../ports/run-change.ts";
import type { Claim } from "../../../ports/run-store.ts";
import { bodyOf, subjectOf } from "./event-body.ts";
import type { Columns } from "./rows-as.ts";

/** One run's part of an append: the right to make a change, and the change. */
export interface Append {
  readonly claim: Claim;
  readonly change: Change;
}

export const WANTED = {
  run: "uuid",
  epoch: "bigint",
  seq: "bigint",
  heard: "bigint",
  events: "bigint",
  state: "json",
  next: "text",
  until: "double precision",
  outcome: "text",
  undo: "text",
  waits_for: "text",
  lesson: "text",
  environment: "text",
  is_held_back: "boolean",
} as const satisfies Columns;

export function wantedRow({ claim, change: { state, events, next } }: Append, isHeldBack: boolean) {
  return {
    ...claim,
    events: events.length,
    state: JSON.stringify(state),
    next: next.is,
    until: next.is === "rest" ? next.until : null,
    outcome: next.is === "end" ? next.outcome : null,
    undo: undoing(state, next),
    waits_for: targetAwaitedBy(state),
    lesson: lessonOf(state),
    environment: environmentOf(state.params),
    is_held_back: isHeldBack,
  };
}

/** Until whoever called the run has been told, its undo is not over. */
function undoing(state: Run, { is }: Next): UndoProgress | null {
  const progress = undoProgress(state);
  return progress !== null && is === "work" ? "undoing" : progress;
}

export const EVENT = {
  run: "uuid",
  subject: "text",
  kind: "text",
  actor: "text",
  surface: "text",
  body: "text",
} as const satisfies Columns;

export function eventRows({ claim: { run }, change }: Append) {
  const last = change.events.length - 1;
  return change.events.map((recorded, index) => ({
    run,
    subject: subjectOf(run),
    kind: recorded.event.is,
    actor: recorded.actor,
    surface: recorded.surface,
    body: bodyOf(recorded, index === last ? intended(change) : {}),
  }));
}

/** What a run set out to do stands in its record before it is done. */
function intended({ intents }: Change) {
  return intents.length === 0 ? {} : { intents };
}

export const INTENT = {
  run: "uuid",
  step: "text",
  item: "integer",
  phase: "text",
  attempt: "integer",
  key: "text",
  effect: "text",
  digest: "text",
  round: "integer",
  approved: "text",
} as const satisfies Columns;

export function intentRows({ claim: { run }, change }: Append) {
  return change.intents.map(({ approval, ...intent }) => ({
    run,
    ...intent,
    round: approval?.round ?? null,
    approved: approval?.digest ?? null,
  }));
}

export const APPROVAL_USE = {
  run: "uuid",
  step: "text",
  round: "integer",
} as const satisfies Columns;

/** Approvals under which something would be done, each as often as something would. */
export function approvalUseRows({ claim: { run }, change }: Append) {
  return change.intents.flatMap(({ step, phase, approval }) =>
    approval === undefined || phase !== "run" ? [] : [{ run, step, round: approval.round }],
  );
}

export const OUTCOME = {
  run: "uuid",
  step: "text",
  item: "integer",
  phase: "text",
  attempt: "integer",
  outcome: "text",
} as const satisfies Columns;

export function outcomeRows({ claim: { run }, change }: Append) {
  return change.outcomes.map((outcome) => ({ run, ...outcome }));
}

export const LOSS = {
  run: "uuid",
  key: "text",
  workload: "text",
  takes: "integer",
} as const satisfies Columns;

export function lossRows({ claim: { run }, change }: Append) {
  return change.demands.flatMap(({ key, losses }) =>
    losses.map(({ workload, takes }) => ({ run, key, workload, takes })),
  );
}

export const USE = { run: "uuid", playbook: "text", target: "text" } as const satisfies Columns;

/** Each target once, however many changes want it. */
export function useRows({ claim: { run }, change }: Append) {
  const cooled = change.demands.filter(({ cooldownMs }) => cooldownMs !== null);
  return cooled.slice(0, 1).flatMap(({ playbook }) => {
    const targets = new Set(cooled.flatMap((demand) => demand.targets));
    return [...targets].map((target) => ({ run, playbook, target }));
  });
}

export const OUTGOING = { run: "uuid", kind: "text", body: "json" } as const satisfies Columns;

export function outgoingRows({ claim: { run }, change }: Append) {
  return change.outgoing.map((told) => ({ run, kind: told.is, body: JSON.stringify(told) }));
}

export const TARGET = { run: "uuid", target: "text" } as const satisfies Columns;

export function targetRows({ claim: { run }, change }: Append) {
  return change.lock.map((target) => ({ run, target }));
}
