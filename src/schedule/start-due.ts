import type { Actor } from "../access/actor.ts";
import { derivedId } from "../engine/derived-id.ts";
import type { JsonObject } from "../model/json.ts";
import type { Fired, ScheduleStore } from "../ports/schedule-store.ts";
import type { Chore, Schedule } from "./schedule.ts";

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

/** Starts what is due, for whoever has claimed the time. */
export async function start(
  due: Schedule | Chore,
  at: number,
  { store, start: startRun }: StartingNeeds,
): Promise<void> {
  const fired = "work" in due ? await doChore(due) : await startPlaybook(due, at, startRun);
  await store.settle(due.name, at, fired);
}

async function doChore({ work }: Chore): Promise<Fired> {
  await work();
  return { is: "started", run: null };
}

/** The run has the same id whoever starts it. */
async function startPlaybook(
  { name, playbook, params }: Schedule,
  at: number,
  startRun: StartingNeeds["start"],
): Promise<Fired> {
  const run = derivedId("schedule", name, new Date(at).toISOString());
  const started = await startRun(run, { playbook, params }, actorOf(name));
  return started.ok ? { is: "started", run } : { is: "refused", because: started.because };
}

/** Whoever may write pitcrew.yaml has let it start runs, and nothing else. */
function actorOf(schedule: string): Actor {
  return { id: `schedule:${schedule}`, person: null, surface: "schedule", scope: ["responder"] };
}
