import type { Actor } from "../../access/actor.ts";
import { noSuchRun } from "../../intake/api/desk/find-run.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { ChartsView } from "../../intake/api/views/charts-view.ts";
import type { EventView } from "../../intake/api/views/event-view.ts";
import type { RunView } from "../../intake/api/views/run-view.ts";
import { shareLately } from "../live/share-lately.ts";

/** A run with its record, as it was when somebody looked. */
export interface ReadRun {
  /** Who owns it; nobody where nobody understands its version. */
  readonly team: string | null;
  readonly run: RunView;
  readonly events: readonly EventView[];
  readonly charts: ChartsView;
}

export type RunReader = (run: string, actor: Actor) => Promise<Answer<ReadRun>>;

type Desk = Pick<ApiNeeds, "authorize" | "ownerOfRun" | "get" | "history" | "charts">;

/** Reads all of it, as it is now. */
export function readRuns(desk: Desk): RunReader {
  return async (id, actor) => {
    const team = await desk.ownerOfRun(id, actor);
    return team.ok ? readOn(id, team.value, undefined, desk) : team;
  };
}

/** So many runs that were looked at last are known. */
const KEPT = 200;

/**
 * Reads a run once for all who look at it again and again, and of its record only what is new.
 * Whoever may not see it is told what they would be told if nobody else had looked.
 */
export function readRunsTogether(
  desk: Desk,
  lately: { readonly now: () => number; readonly forMs: number },
): RunReader {
  const kept = new Map<string, ReadRun>();
  const readLately = shareLately(
    async ({ id, team }: { readonly id: string; readonly team: string | null }) => {
      const read = await readOn(id, team, kept.get(id), desk);
      if (read.ok) keep(id, read.value, kept);
      return read;
    },
    ({ id }) => id,
    lately,
  );
  return async (id, actor) => {
    const known = kept.get(id);
    const team = known === undefined ? await desk.ownerOfRun(id, actor) : answer(known.team);
    if (!team.ok) return team;
    if (!maySee(actor, team.value, desk)) return noSuchRun(id);
    return readLately({ id, team: team.value });
  };
}

function keep(id: string, read: ReadRun, kept: Map<string, ReadRun>): void {
  kept.delete(id);
  kept.set(id, read);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size > KEPT) kept.delete(oldest);
}

/** What nobody understands is for admins. */
function maySee(actor: Actor, team: string | null, { authorize }: Desk): boolean {
  const right = team === null ? "administer" : "see";
  return authorize(actor, right, team) === undefined;
}

/** A run changes by nothing but events. */
async function readOn(
  id: string,
  team: string | null,
  known: ReadRun | undefined,
  desk: Desk,
): Promise<Answer<ReadRun>> {
  const before = known?.events ?? [];
  const next = await desk.history(id, before.at(-1)?.seq ?? 0);
  if (!next.ok) return next;
  if (known !== undefined && next.value.length === 0) return answer(known);
  const run = await desk.get(id);
  if (!run.ok) return run;
  const charts = await desk.charts(id);
  if (!charts.ok) return charts;
  const events = [...before, ...next.value];
  return answer({ team, run: run.value, events, charts: charts.value });
}
