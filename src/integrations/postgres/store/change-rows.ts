import { undoProgress } from "../../../engine/machine/taking-back.ts";
import type { Change, Claim } from "../../../ports/run-store.ts";
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
} as const satisfies Columns;

export function wantedRow({ claim, change: { state, events, next } }: Append) {
  return {
    ...claim,
    events: events.length,
    state: JSON.stringify(state),
    next: next.is,
    until: next.is === "rest" ? next.until : null,
    outcome: next.is === "end" ? next.outcome : null,
    undo: undoProgress(state),
  };
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
  return change.events.map((recorded) => ({
    run,
    subject: subjectOf(run),
    kind: recorded.event.is,
    actor: recorded.actor,
    surface: recorded.surface,
    body: bodyOf(recorded),
  }));
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
} as const satisfies Columns;

export function intentRows({ claim: { run }, change }: Append) {
  return change.intents.map((intent) => ({ run, ...intent }));
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

export const OUTGOING = { run: "uuid", kind: "text", body: "json" } as const satisfies Columns;

export function outgoingRows({ claim: { run }, change }: Append) {
  return change.outgoing.map((told) => ({ run, kind: told.is, body: JSON.stringify(told) }));
}

export const TARGET = { run: "uuid", target: "text" } as const satisfies Columns;

export function targetRows({ claim: { run }, change }: Append) {
  return change.lock.map((target) => ({ run, target }));
}
