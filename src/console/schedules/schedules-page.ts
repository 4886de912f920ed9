import type { Context } from "hono";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { drawSchedules } from "./draw-schedules.ts";
import { readTimes } from "./read-times.ts";

/** What starts by the clock, and when nothing starts for alerts. */
export async function schedulesPage(
  _context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const times = await readTimes(visitor, needs);
  if (!times.ok) return times;
  const now = { at: needs.now(), zone: needs.zone() };
  const { pageToken } = visitor;
  return answer({
    of: [times.value],
    title: "Schedules and windows",
    draw: () => drawSchedules(times.value, { pageToken, newId: needs.newId, now }),
  });
}
