import type { Failure } from "../model/failure.ts";
import type { JsonObject } from "../model/json.ts";
import type { Mode } from "../playbook/format/safety.ts";
import type { Program } from "../playbook/program.ts";
import type { Dispatcher } from "../ports/dispatcher.ts";
import type { ParentTask, PinnedPlaybook, RunStore } from "../ports/run-store.ts";
import { firstChange, type LeaveToChange } from "./leave-to-change.ts";
import { startRun } from "./machine/transition.ts";
import { outgoingOf } from "./outgoing.ts";
import { playbookLock } from "./playbook-lock.ts";

export interface RunRequest {
  /** Chosen by whoever asks, so that the same wish uttered twice is one run. */
  readonly run: string;
  readonly pinned: PinnedPlaybook;
  readonly program: Program;
  /** They have passed the airlock. */
  readonly params: JsonObject;
  readonly mode: Mode;
  readonly actor: string;
  readonly surface: string;
  readonly priority: number;
  /** For a run inside another: who waits for it, and until when. */
  readonly inside: { readonly parent: ParentTask; readonly deadline: number } | null;
}

export type Begun =
  | { readonly is: "begun"; readonly run: string }
  | { readonly is: "refused"; readonly failure: Failure };

export interface Beginning {
  readonly store: Pick<RunStore, "create" | "now">;
  readonly dispatcher: Pick<Dispatcher, "wake">;
}

/** Stores a run and wakes a worker for it. Once this returns, the run cannot get lost. */
export async function beginRun(
  request: RunRequest,
  { store, dispatcher }: Beginning,
  leave?: LeaveToChange,
): Promise<Begun> {
  const { run, pinned, program, params, mode, actor, surface, priority, inside } = request;
  const change = firstChange(program);
  if (change !== undefined && leave === undefined)
    return { is: "refused", failure: refuse(change) };

  const deadline = inside?.deadline ?? null;
  const event = { is: "started", at: await store.now(), run, mode, params, deadline } as const;
  const started = startRun(program, event);
  const lock = playbookLock(program, started.run);
  if (!lock.ok) return { is: "refused", failure: lock.failure };
  const { notes } = started.entry;
  await store.create({
    ...pinned,
    state: started.run,
    started: { event, notes, actor, surface },
    outgoing: outgoingOf(started.effects),
    parent: inside?.parent ?? null,
    priority,
  });
  dispatcher.wake(run, 0, { priority });
  return { is: "begun", run };
}

function refuse(step: string): Failure {
  return {
    code: "E310",
    message: `"${step}" changes something, and changes cannot be approved or braked yet`,
    remedy: "Rehearse the playbook with pitcrew test, or run one that only looks.",
    retry: "never",
  };
}
