import { z } from "zod";
import { openApi } from "../openapi/open-api.ts";
import { openRoute, type Route } from "../route/route.ts";

/** Describes the routes beside it. What can be asked for is no secret; what comes of it may be. */
export function showOpenApi(routes: readonly Route[]): Route {
  const document = openApi(routes);
  return openRoute({
    path: "/v1/openapi.json",
    summary: "Describes this API as OpenAPI 3.1.",
    view: z.looseObject({ openapi: z.string() }),
    respond: async (context) => context.json(document),
  });
}
