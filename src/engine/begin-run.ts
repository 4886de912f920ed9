import type { Failure } from "../model/failure.ts";
import type { JsonObject } from "../model/json.ts";
import type { Mode } from "../playbook/format/safety.ts";
import type { Program } from "../playbook/program.ts";
import type { Dispatcher } from "../ports/dispatcher.ts";
import type { ParentTask, PinnedPlaybook, RunStore } from "../ports/run-store.ts";
import { touchedApprovals } from "./approval/touched-approvals.ts";
import { type Origin, UNKNOWN_ORIGIN } from "./approval/origin.ts";
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
  /** Who asked for it, and what holds there; without it, everything is asked of others. */
  readonly origin?: Omit<Origin, "hash">;
  /** It may have been begun before, in a part of the record that is lost. */
  readonly isRepeat?: boolean;
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
): Promise<Begun> {
  const { run, pinned, program, params, mode, actor, surface, priority, inside } = request;
  const deadline = inside?.deadline ?? null;
  const origin: Origin = { ...UNKNOWN_ORIGIN, ...request.origin, hash: pinned.hash };
  const at = await store.now();
  const isRepeat = request.isRepeat === true;
  const event = {
    is: "started",
    at,
    run,
    mode,
    params,
    deadline,
    origin,
    ...(isRepeat && { isRepeat }),
  } as const;
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
    approvals: touchedApprovals(null, started.run),
  });
  dispatcher.wake(run, 0, { priority });
  return { is: "begun", run };
}
