import type { Context } from "hono";
import type { Actor } from "../../access/actor.ts";
import { type Answer, refuse } from "../api/refusal.ts";
import type { RateLimit } from "./limit-rate.ts";
import { readBearer } from "./read-bearer.ts";

export interface Ways {
  readonly byKey: (key: string) => Promise<Answer<Actor>>;
  /** Nobody when no session came along. */
  readonly bySession: (context: Context) => Promise<Answer<Actor> | undefined>;
  readonly limit: RateLimit;
}

/** Who asks over HTTP. A request that names nobody is refused, never taken for somebody's. */
export function identifyCaller({ byKey, bySession, limit }: Ways) {
  return async (context: Context): Promise<Answer<Actor>> => {
    const header = context.req.header("authorization");
    const actor = header === undefined ? await bySession(context) : await withKey(header, byKey);
    if (actor === undefined) return noKey();
    return actor.ok ? withinLimit(actor, limit, context) : actor;
  };
}

/** A key that is wrong is refused, whatever else came along. */
async function withKey(header: string, byKey: Ways["byKey"]): Promise<Answer<Actor>> {
  const key = readBearer(header);
  return key.ok ? byKey(key.value) : malformed(key.what);
}

function malformed(what: string): Answer<never> {
  return refuse(
    "E405",
    `The header Authorization ${what}`,
    "Write the word Bearer, one space, and the key: Authorization: Bearer pk_…",
  );
}

function withinLimit(
  actor: Answer<Actor> & { readonly ok: true },
  limit: RateLimit,
  context: Context,
): Answer<Actor> {
  const wait = limit(actor.value.id);
  if (wait === 0) return actor;
  context.header("retry-after", String(wait));
  return refuse("E409", `${actor.value.id} asks too often`, `Wait ${wait} s.`);
}

function noKey(): Answer<never> {
  return refuse(
    "E404",
    "This request does not say who makes it",
    "Send the header Authorization: Bearer pk_…; pitcrew keys create makes a key.",
  );
}
