import type { Context } from "hono";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { offersOf } from "./actions.ts";
import { drawRun } from "./draw-run.ts";
import { readRunId } from "./find-run.ts";

/** A run: how it stands, what it did, and what a person can do now. */
export async function runPage(
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const id = readRunId(context.req.param("run"));
  if (!id.ok) return id;
  const read = await needs.readRun(id.value, visitor.actor);
  if (!read.ok) return read;
  const { team, run, events, charts } = read.value;
  const offers = offersOf(run, team, visitor.actor, needs);
  const { state, about } = run.headline;
  return answer({
    of: [run, events.length, offers],
    title: `${state}: ${about}`,
    draw: () =>
      drawRun({
        run,
        events,
        charts,
        offers,
        pageToken: visitor.pageToken,
        newRun: needs.newId(),
        now: { at: needs.now(), zone: needs.zone() },
      }),
  });
}
