import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Refusal } from "./refusal.ts";
import { ProblemView } from "./views/problem-view.ts";

/** A refusal as JSON, under the status that says the same to whoever reads no JSON. */
export function problem(
  context: Context,
  refusal: Refusal,
  status: ContentfulStatusCode = statusOf(refusal),
): Response {
  return context.json(ProblemView.parse(refusal), status);
}

function statusOf({ code }: Refusal): ContentfulStatusCode {
  return STATUS[code] ?? 400;
}

const STATUS: Readonly<Partial<Record<Refusal["code"], ContentfulStatusCode>>> = {
  E301: 422,
  E310: 409,
  E311: 404,
  E312: 404,
  E313: 409,
  E314: 409,
  E521: 503,
};
