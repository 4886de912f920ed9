import type { Context } from "hono";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { offersOf } from "./actions.ts";
import { drawRun } from "./draw-run.ts";
import { findRun } from "./find-run.ts";

/** A run: how it stands, what it did, and what a person can do now. */
export async function runPage(
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const seen = await findRun(context.req.param("run"), visitor, needs);
  if (!seen.ok) return seen;
  const { id, team } = seen.value;
  const run = await needs.desk.get(id);
  if (!run.ok) return run;
  const events = await needs.desk.history(id, 0);
  if (!events.ok) return events;
  const offers = offersOf(run.value, team, visitor.actor, needs);
  const { state, about } = run.value.headline;
  return answer({
    of: [run.value, events.value.length, offers],
    title: `${state}: ${about}`,
    draw: () =>
      drawRun({
        run: run.value,
        events: events.value,
        offers,
        pageToken: visitor.pageToken,
        newRun: needs.newId(),
        now: { at: needs.now(), zone: needs.zone() },
      }),
  });
}
