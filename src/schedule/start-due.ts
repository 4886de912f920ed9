import type { Actor } from "../access/actor.ts";
import { derivedId } from "../engine/derived-id.ts";
import type { JsonObject } from "../model/json.ts";
import type { ScheduleStore } from "../ports/schedule-store.ts";
import type { Schedule } from "./schedule.ts";

/** What came of the wish to start a run. */
export type Started = { readonly ok: true } | { readonly ok: false; readonly because: string };

export interface StartingNeeds {
  readonly store: Pick<ScheduleStore, "settle">;
  /** Starting under an id again changes nothing. */
  readonly start: (
    run: string,
    wish: { readonly playbook: string; readonly params: JsonObject },
    actor: Actor,
  ) => Promise<Started>;
}

/** Starts what is due, for whoever has claimed the time. The run has the same id whoever starts it. */
export async function start(
  { name, playbook, params }: Schedule,
  at: number,
  { store, start: startRun }: StartingNeeds,
): Promise<void> {
  const run = derivedId("schedule", name, new Date(at).toISOString());
  const started = await startRun(run, { playbook, params }, actorOf(name));
  const fired = started.ok
    ? ({ is: "started", run } as const)
    : ({ is: "refused", because: started.because } as const);
  await store.settle(name, at, fired);
}

/** Whoever may write pitcrew.yaml has let it start runs, and nothing else. */
function actorOf(schedule: string): Actor {
  return { id: `schedule:${schedule}`, person: null, surface: "schedule", scope: ["responder"] };
}
