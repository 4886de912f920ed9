import type { Context } from "hono";
import { type Answer, answer, refusalOf } from "../../intake/api/refusal.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { drawOverview, headingOf } from "./draw-overview.ts";
import { type Overview, readOverview } from "./read-overview.ts";

/** The first page: what waits for a person, and what goes on. */
export async function overviewPage(
  _context: Context,
  { actor }: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const refused = needs.desk.authorize(actor, "see", null);
  if (refused !== undefined) return { ok: false, refusal: refusalOf(refused) };
  const overview = await readOverview(actor, needs);
  const now = { at: needs.now(), zone: needs.zone() };
  return answer({
    of: partsOf(overview, now.at),
    title: headingOf(overview),
    draw: () => drawOverview(overview, now),
  });
}

/** Runs for themselves, because others look at them as well; and ages are told in minutes. */
function partsOf({ live, ...overview }: Overview, at: number): readonly unknown[] {
  return [overview, Math.floor(at / 60_000), ...live.flatMap(({ summary, run }) => [summary, run])];
}
