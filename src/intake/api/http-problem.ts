import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Code, CODES } from "../../model/codes.ts";
import type { Refusal } from "./refusal.ts";
import type { HttpProblem } from "./views/problem-view.ts";

/** A refusal as `application/problem+json`, under the status that says the same without JSON. */
export function problem(
  context: Context,
  { code, message, remedy }: Refusal,
  status: ContentfulStatusCode = statusOf(code),
): Response {
  const type = `urn:pitcrew:error:${code}`;
  const { title } = CODES[code];
  const body: HttpProblem = { type, title, status, detail: message, code, message, remedy };
  return context.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json",
    ...(status === 401 && { "www-authenticate": 'Bearer realm="pitcrew"' }),
  });
}

export function statusOf(code: Code): ContentfulStatusCode {
  return STATUS[code] ?? 400;
}

const STATUS: Readonly<Partial<Record<Code, ContentfulStatusCode>>> = {
  E301: 422,
  E311: 404,
  E312: 404,
  E313: 409,
  E314: 409,
  E320: 403,
  E321: 403,
  E322: 403,
  E323: 409,
  E325: 409,
  E326: 409,
  E327: 403,
  E328: 409,
  E348: 409,
  E352: 409,
  E353: 409,
  E378: 404,
  E381: 404,
  E402: 403,
  E404: 401,
  E405: 401,
  E406: 401,
  E407: 401,
  E408: 401,
  E409: 429,
  E410: 404,
  E411: 409,
  E413: 422,
  E414: 409,
  E415: 403,
  E416: 401,
  E420: 409,
  E521: 503,
  E560: 404,
  E561: 404,
  E562: 403,
  E563: 409,
  E564: 409,
  E565: 409,
};
