import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { approvePage } from "./approve/approve-page.ts";
import { approve, deny } from "./approve/decide.ts";
import { ASSETS } from "./frame/assets.ts";
import { sendRefusal } from "./frame/send-page.ts";
import { livePage } from "./live/live-page.ts";
import { streamOf } from "./live/stream.ts";
import type { ConsoleNeeds } from "./needs.ts";
import { forForms } from "./orders/form-post.ts";
import { ORDERS } from "./orders/read-order.ts";
import { takeOrder } from "./orders/take-order.ts";
import { overviewPage } from "./overview/overview-page.ts";
import { runPage } from "./run/run-page.ts";
import { forVisitors } from "./visitor.ts";

/** Where the console answers. */
export const CONSOLE_PATHS = ["/", "/live", "/runs/*", "/console/*"] as const;

/** The pages on which people see what goes on, and decide. Everything works without scripts. */
export function createConsole(needs: ConsoleNeeds): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 20_000 }));
  app.get("/", forVisitors(needs, livePage(overviewPage)));
  app.get("/live", streamOf(overviewPage, needs));
  app.get("/runs/:run", forVisitors(needs, livePage(runPage)));
  app.get("/runs/:run/live", streamOf(runPage, needs));
  app.get("/runs/:run/approve/:step", forVisitors(needs, approvePage));
  app.post("/runs/:run/approve/:step", forForms(needs, approve));
  app.post("/runs/:run/deny/:step", forForms(needs, deny));
  for (const name of ORDERS) app.post(`/runs/:run/${name}`, forForms(needs, takeOrder(name)));
  for (const asset of Object.values(ASSETS)) app.get(asset.path, (context) => send(context, asset));
  app.notFound(
    forVisitors(needs, (context, visitor) =>
      sendRefusal(context, visitor, needs, NO_SUCH_PAGE, 404),
    ),
  );
  app.onError((error, context) => {
    needs.onThrown(error);
    return sendRefusal(context, undefined, needs, BROKE_OFF);
  });
  return app;
}

const NO_SUCH_PAGE = {
  code: "E401",
  message: "There is no page at this address",
  remedy: "Begin at the overview.",
} as const;

const BROKE_OFF = {
  code: "E521",
  message: "Pitcrew could not show this page",
  remedy: "Load it again; if it happens again, read the log of the server.",
} as const;

function send(context: Context, { text, type }: (typeof ASSETS)[keyof typeof ASSETS]): Response {
  const kept = "public, max-age=31536000, immutable";
  return context.body(text, 200, { "content-type": type, "cache-control": kept });
}
