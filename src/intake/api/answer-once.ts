import { hash } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Actor } from "../../access/actor.ts";
import type { Answers, AskedAs } from "../../ports/answers.ts";
import { problem } from "./http-problem.ts";
import type { Refusal } from "./refusal.ts";

/** Carries a request out once, however often it comes under the key that its sender chose for it. */
export async function answerOnce(
  context: Context,
  actor: Actor,
  answers: Answers,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  const key = context.req.header(HEADER);
  if (key === undefined) return carryOut();
  if (!/^[!-~]{1,200}$/.test(key)) return problem(context, NO_KEY);
  const asked = { actor: actor.id, key, digest: await digestOf(context) };
  const recalled = await answers.begin(asked);
  switch (recalled.is) {
    case "new":
      return carryOutAndKeep(asked, answers, carryOut);
    case "answered": {
      const { status, type, body } = recalled.answer;
      const headers = { "content-type": type, "idempotency-replayed": "true" };
      return context.body(body, status as ContentfulStatusCode, headers); // it was one when it was kept
    }
    case "under_way":
      return problem(context, UNDER_WAY);
    case "something_else":
      return problem(context, SOMETHING_ELSE);
  }
}

const HEADER = "idempotency-key";

async function digestOf({ req }: Context): Promise<Uint8Array> {
  return hash("sha256", JSON.stringify([req.method, req.url, await req.text()]), "buffer");
}

async function carryOutAndKeep(
  asked: AskedAs,
  answers: Answers,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  let response: Response;
  try {
    response = await carryOut();
  } catch (error) {
    await answers.forget(asked);
    throw error;
  }
  const { status, headers } = response;
  if (status >= 500) await answers.forget(asked);
  else {
    const type = headers.get("content-type") ?? "application/json";
    await answers.keep(asked, { status, type, body: await response.clone().text() });
  }
  return response;
}

const NO_KEY: Refusal = {
  code: "E401",
  message: "Idempotency-Key is not 1 to 200 characters without spaces",
  remedy: "Send a random UUID, for example.",
};

const UNDER_WAY: Refusal = {
  code: "E414",
  message: "The same request is being carried out right now",
  remedy: "Ask again in a moment; its answer comes then.",
};

const SOMETHING_ELSE: Refusal = {
  code: "E413",
  message: "This Idempotency-Key was used for another request",
  remedy: "Choose a new one for each thing that you want.",
};
