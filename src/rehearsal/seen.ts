import type { Run } from "../engine/machine/state.ts";
import { tasksOf } from "../engine/machine/turn.ts";
import type { Code } from "../model/codes.ts";
import type { JsonObject } from "../model/json.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Rehearsal } from "./rehearse.ts";

/** What a test can see of a run that has ended. */
export interface Seen {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly path: readonly string[];
  /** What each step was given, or would have been: once per item. */
  readonly inputs: ReadonlyMap<string, readonly JsonObject[]>;
  readonly outputs: JsonObject;
  readonly changed: readonly string[];
  readonly undone: readonly string[];
  readonly error: Code | undefined;
  readonly told: readonly string[];
  readonly waited: number;
}

export function seenOf(rehearsal: Extract<Rehearsal, { is: "refused" | "ended" }>): Seen {
  switch (rehearsal.is) {
    case "refused": {
      const { code, message } = rehearsal.failure;
      return { ...NOTHING, outcome: "refused", reason: message, error: code };
    }
    case "ended": {
      const { run, effects } = rehearsal;
      const told = effects.flatMap((effect) => (effect.is === "escalate" ? [effect.to] : []));
      const called = effects.flatMap((effect) =>
        effect.is === "call_playbook" ? [effect.step] : [],
      );
      return { ...NOTHING, ...seenOfRun(run, new Set(called)), told };
    }
  }
}

const NOTHING = {
  path: [],
  inputs: new Map<string, readonly JsonObject[]>(),
  outputs: {},
  changed: [],
  undone: [],
  told: [],
  waited: 0,
} as const;

/** What a playbook changes that was called is for its own tests to say. */
function seenOfRun(run: Run, called: ReadonlySet<string>) {
  const { phase, path, steps } = run;
  const changes = run.changes.filter(({ step }) => !called.has(step));
  if (phase.is !== "ended") throw new Error("Only a run that has ended can be judged");
  const { outcome, reason, failure } = phase.ending;
  return {
    outcome,
    reason,
    path,
    inputs: new Map(
      Object.entries(steps).map(([id, state]) => [id, tasksOf(state).map((task) => task.with)]),
    ),
    outputs: phase.outputs,
    changed: distinct(changes.map(({ step }) => step)),
    undone: distinct(changes.flatMap(({ step, undo }) => (undo.is === "undone" ? [step] : []))),
    error: failure?.code,
    waited: phase.at - run.started,
  };
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
