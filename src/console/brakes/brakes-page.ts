import type { Context } from "hono";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { Shown } from "../live/shown.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";
import { drawBrakes } from "./draw-brakes.ts";
import { readBrakes } from "./read-brakes.ts";

/** What holds Pitcrew back, and how to hold it back. */
export async function brakesPage(
  _context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<Shown>> {
  const brakes = await readBrakes(visitor, needs);
  if (!brakes.ok) return brakes;
  const now = { at: needs.now(), zone: needs.zone() };
  return answer({
    of: [brakes.value],
    title: "Holds and brakes",
    draw: () => drawBrakes(brakes.value, visitor.pageToken, now),
  });
}
