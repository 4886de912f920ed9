import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { answerOnce } from "./answer-once.ts";
import type { Door } from "./door.ts";
import { ROUTES } from "./endpoints/routes.ts";
import { problem } from "./http-problem.ts";
import type { ApiNeeds } from "./needs.ts";
import type { Route } from "./route/route.ts";

/** A request body is refused beyond this, before it is read. */
const MOST_BYTES = 1_048_576;

/** The API. An address that is not in the list of routes does not exist. */
export function createApi(needs: ApiNeeds, door: Door, routes: readonly Route[] = ROUTES): Hono {
  const api = new Hono();
  api.use(bodyLimit({ maxSize: MOST_BYTES, onError: refuseLargeBody }));
  for (const route of routes) {
    api.on(route.method, route.path, (context) => answer(context, route, needs, door));
  }
  api.notFound((context) => refuseAddress(context, door));
  api.onError((error, context) => {
    door.onThrown(error);
    return problem(context, BROKE_OFF, 500);
  });
  return api;
}

async function answer(
  context: Context,
  route: Route,
  needs: ApiNeeds,
  { identify, onThrown }: Door,
): Promise<Response> {
  if (route.right === "anybody") return route.answer(context, { actor: NOBODY, needs, onThrown });
  const actor = await identify(context);
  if (!actor.ok) return problem(context, actor.refusal);
  const carryOut = () => route.answer(context, { actor: actor.value, needs, onThrown });
  const isKept = route.method === "POST" && route.showsSecret !== true;
  return isKept ? answerOnce(context, actor.value, needs.answers, carryOut) : carryOut();
}

/** May do nothing, anywhere. */
const NOBODY = { id: "nobody", person: null, surface: "api", scope: [] } as const;

function refuseLargeBody(context: Context): Response {
  const message = `The body is larger than ${MOST_BYTES} bytes`;
  return problem(context, { code: "E401", message, remedy: "Send less." }, 413);
}

/** Strangers are not told which addresses there are. */
async function refuseAddress(context: Context, { identify }: Door): Promise<Response> {
  const actor = await identify(context);
  if (!actor.ok) return problem(context, actor.refusal);
  const message = "There is nothing at this address";
  const remedy = "Look at the method and the path, for example GET /v1/runs.";
  return problem(context, { code: "E401", message, remedy }, 404);
}

const BROKE_OFF = {
  code: "E521",
  message: "Pitcrew could not carry out this request",
  remedy: "Try again; if it happens again, read the log of the server.",
} as const;
