import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { addWindow, endWindow } from "../intake/api/endpoints/alerts/windows.ts";
import { holdTarget, releaseTarget } from "../intake/api/endpoints/brakes/holds.ts";
import { drain, freeze, pause, resume, thaw } from "../intake/api/endpoints/brakes/switches.ts";
import {
  activate,
  pin,
  reload,
  rollBack,
  unpin,
} from "../intake/api/endpoints/playbooks/activation.ts";
import { demote, trust } from "../intake/api/endpoints/playbooks/autonomy.ts";
import { runSchedule } from "../intake/api/endpoints/schedules/run-schedule.ts";
import { approvePage } from "./approve/approve-page.ts";
import { approve, deny } from "./approve/decide.ts";
import { alertPage } from "./alerts/alert-page.ts";
import { alertsPage } from "./alerts/alerts-page.ts";
import { auditPage } from "./audit/audit-page.ts";
import { checkPage } from "./audit/check-page.ts";
import { brakesPage } from "./brakes/brakes-page.ts";
import { drillsPage } from "./drills/drills-page.ts";
import { ASSETS } from "./frame/assets.ts";
import { sendRefusal } from "./frame/send-page.ts";
import { keyboardPage } from "./keyboard/keyboard-page.ts";
import { lookTogether } from "./live/look-together.ts";
import { livePage } from "./live/live-page.ts";
import type { Look } from "./live/shown.ts";
import { readTogether } from "./live/read-together.ts";
import { streamOf } from "./live/stream.ts";
import type { ConsoleNeeds } from "./needs.ts";
import { type FormPost, forForms } from "./orders/form-post.ts";
import { ORDERS } from "./orders/read-order.ts";
import { takeAsked } from "./orders/take-asked.ts";
import { takeOrder } from "./orders/take-order.ts";
import { overviewPage } from "./overview/overview-page.ts";
import { diffPage } from "./playbooks/diff-page.ts";
import { playbookPage } from "./playbooks/playbook-page.ts";
import { playbooksPage } from "./playbooks/playbooks-page.ts";
import { takePreferences } from "./preferences/take-preferences.ts";
import { readRuns, readRunsTogether } from "./run/read-run.ts";
import { runPage } from "./run/run-page.ts";
import { runsPage } from "./runs/runs-page.ts";
import { schedulesPage } from "./schedules/schedules-page.ts";
import { windowWanted } from "./schedules/window-wanted.ts";
import { forVisitors } from "./visitor.ts";

/** Where the console answers. */
export const CONSOLE_PATHS = [
  "/",
  "/live",
  "/runs/*",
  "/alerts/*",
  "/playbooks/*",
  "/brakes/*",
  "/schedules/*",
  "/drills/*",
  "/audit/*",
  "/keyboard",
  "/console/*",
] as const;

/** The pages on which people see what goes on, and decide. Everything works without scripts. */
export function createConsole(given: Omit<ConsoleNeeds, "readRun">): Hono {
  const needs: ConsoleNeeds = { ...given, readRun: readRuns(given.desk) };
  const lately = { now: given.now, forMs: SHARED_MS };
  const streaming: ConsoleNeeds = {
    ...given,
    desk: readTogether(given.desk, lately),
    readRun: readRunsTogether(given.desk, lately),
  };
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 20_000 }));
  for (const [path, look, isAlike] of LIVE_PAGES) {
    const stream = isAlike ? lookTogether(look, lately) : look;
    app.get(path, forVisitors(needs, livePage(look)));
    app.get(`${path}/live`.replace("//", "/"), streamOf(stream, streaming));
  }
  app.get("/runs/:run/approve/:step", forVisitors(needs, approvePage));
  app.post("/runs/:run/approve/:step", forForms(needs, approve));
  app.post("/runs/:run/deny/:step", forForms(needs, deny));
  for (const name of ORDERS) app.post(`/runs/:run/${name}`, forForms(needs, takeOrder(name)));
  for (const [path, order] of PAGE_ORDERS) app.post(path, forForms(needs, order));
  app.get("/audit", forVisitors(needs, auditPage));
  app.get("/audit/check", forVisitors(needs, checkPage));
  app.get("/drills", forVisitors(needs, drillsPage));
  app.get("/playbooks", forVisitors(needs, playbooksPage));
  app.get("/playbooks/:playbook", forVisitors(needs, playbookPage));
  app.get("/playbooks/:playbook/diff", forVisitors(needs, diffPage));
  app.get("/keyboard", forVisitors(needs, keyboardPage));
  app.post("/console/preferences", forForms(needs, takePreferences));
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

/** Less than a stream waits between two looks, so that nobody sees the same thing twice. */
const SHARED_MS = 1_500;

/**
 * Each has a stream of its own, below its address. Those without forms are alike in all windows of
 * a person.
 */
const LIVE_PAGES: readonly (readonly [path: string, look: Look, isAlike: boolean])[] = [
  ["/", overviewPage, true],
  ["/runs", runsPage, true],
  ["/runs/:run", runPage, false],
  ["/alerts", alertsPage, true],
  ["/alerts/:alert", alertPage, true],
  ["/brakes", brakesPage, false],
  ["/schedules", schedulesPage, false],
];

/** What can be ordered on a page, below the address of that page. */
const PAGE_ORDERS: readonly (readonly [path: string, order: FormPost])[] = [
  ["/brakes/freeze", takeAsked(freeze, { said: "freeze" })],
  ["/brakes/thaw", takeAsked(thaw, { said: "thaw" })],
  ["/brakes/pause", takeAsked(pause, { said: "pause" })],
  ["/brakes/resume", takeAsked(resume, { said: "resume" })],
  ["/brakes/drain", takeAsked(drain, { said: "drain" })],
  ["/brakes/hold", takeAsked(holdTarget, { said: "hold" })],
  ["/brakes/release", takeAsked(releaseTarget, { said: "release" })],
  ["/playbooks/reload", takeAsked(reload, { said: "reload" })],
  ["/playbooks/:playbook/activate", takeAsked(activate, { said: "activate" })],
  ["/playbooks/:playbook/pin", takeAsked(pin, { said: "pin" })],
  ["/playbooks/:playbook/unpin", takeAsked(unpin, { said: "unpin" })],
  ["/playbooks/:playbook/rollback", takeAsked(rollBack, { said: "roll_back" })],
  ["/playbooks/:playbook/trust", takeAsked(trust, { said: "trust" })],
  ["/playbooks/:playbook/demote", takeAsked(demote, { said: "demote" })],
  ["/schedules/open-window", takeAsked(addWindow, { said: "open_window", bodyOf: windowWanted })],
  ["/schedules/end-window", takeAsked(endWindow, { said: "end_window" })],
  ["/schedules/run", takeAsked(runSchedule, { said: "retry", onto: ({ id }) => `/runs/${id}` })],
];

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
