import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Door } from "./endpoints/endpoint.ts";
import { ROUTES } from "./endpoints/routes.ts";
import { problem } from "./http-problem.ts";
import type { ApiNeeds } from "./needs.ts";

/** A request body is refused beyond this, before it is read. */
const MOST_BYTES = 1_048_576;

/** The API. An address that is not in the list of routes does not exist. */
export function createApi(needs: ApiNeeds, door: Door): Hono {
  const api = new Hono();
  api.use(bodyLimit({ maxSize: MOST_BYTES, onError: refuseLargeBody }));
  for (const { method, path, handle } of ROUTES) {
    api.on(method, path, (context) => handle(context, needs, door));
  }
  api.notFound(refuseAddress);
  api.onError((error, context) => {
    door.onThrown(error);
    return problem(context, BROKE_OFF, 500);
  });
  return api;
}

function refuseLargeBody(context: Context): Response {
  const message = `The body is larger than ${MOST_BYTES} bytes`;
  return problem(context, { code: "E401", message, remedy: "Send less." }, 413);
}

function refuseAddress(context: Context): Response {
  const message = "There is nothing at this address";
  const remedy = "Look at the method and the path, for example GET /v1/runs.";
  return problem(context, { code: "E401", message, remedy }, 404);
}

const BROKE_OFF = {
  code: "E521",
  message: "Pitcrew could not carry out this request",
  remedy: "Try again; if it happens again, read the log of the server.",
} as const;
