import type { Context } from "hono";
import { problem } from "../api/http-problem.ts";
import type { Refusal } from "../api/refusal.ts";

/** Alertmanager comes back by a clock of its own; others may go by this. */
const COME_BACK_S = "1";

/** Sends a request away that nothing is wrong with: it is to come back. */
export function shed(context: Context, refusal: Refusal): Response {
  context.header("retry-after", COME_BACK_S);
  return problem(context, refusal, 503);
}
