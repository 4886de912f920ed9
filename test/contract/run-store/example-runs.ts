import { randomUUID } from "node:crypto";
import { UNKNOWN_ORIGIN } from "../../../src/engine/approval/origin.ts";
import type { RunEvent, Started } from "../../../src/engine/machine/event.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import type { Demand } from "../../../src/ports/demand.ts";
import type { Change, NewIntent, Recorded } from "../../../src/ports/run-change.ts";
import type { NewRun } from "../../../src/ports/run-store.ts";

export function newRun(more: Partial<NewRun> = {}): NewRun {
  const state = more.state ?? stateOf(randomUUID());
  const { id: run, mode, params, started: at } = state;
  return {
    playbook: "clear-stuck-lock",
    version: "1.2.0",
    hash: "sha256:5f",
    state,
    started: recorded({ is: "started", at, run, mode, params, deadline: null }),
    outgoing: [],
    parent: null,
    priority: 0,
    approvals: [],
    ...more,
  };
}

export function stateOf(id: string, more: Partial<Run> = {}): Run {
  return {
    id,
    mode: "auto",
    params: { service: "cart" },
    started: 0,
    deadline: 3_600_000,
    now: 0,
    phase: { is: "running" },
    steps: {},
    path: [],
    changes: [],
    firstChangeAt: null,
    alertResolvedAt: null,
    origin: UNKNOWN_ORIGIN,
    approvals: {},
    recordLostAt: null,
    callersWish: null,
    ...more,
  };
}

export function changeOf(more: Partial<Change> = {}): Change {
  return {
    state: stateOf(randomUUID()),
    events: [woke(1)],
    intents: [],
    outcomes: [],
    outgoing: [],
    lock: [],
    demands: [],
    approvals: [],
    next: { is: "work" },
    ...more,
  };
}

export function woke(at: number): Recorded<RunEvent> {
  return recorded({ is: "woke", at, chance: 1 });
}

export function recorded<Event extends Started | RunEvent>(
  event: Event,
  notes: readonly string[] = [],
): Recorded<Event> {
  return { event, notes, actor: "pitcrew", surface: "engine" };
}

export function intent(step: string, more: Partial<NewIntent> = {}): NewIntent {
  return {
    step,
    item: 0,
    phase: "run",
    attempt: 1,
    key: `key-of-${step}`,
    effect: "once",
    digest: `sha256:${step}`,
    ...more,
  };
}

/** Of a change that no brake minds. */
export function demand(step: string, more: Partial<Demand> = {}): Demand {
  return {
    step,
    item: 0,
    phase: "run",
    attempt: 1,
    key: `key-of-${step}`,
    playbook: "clear-stuck-lock",
    team: "platform",
    targets: ["cart"],
    cooldownMs: null,
    losses: [],
    ...more,
  };
}
