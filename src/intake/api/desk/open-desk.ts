import type { ApiNeeds } from "../needs.ts";
import type { Desk } from "./desk.ts";
import { followRun, readEvents } from "./follow-run.ts";
import { giveOrder } from "./give-order.ts";
import { listVersions } from "./list-versions.ts";
import { openTimes } from "./open-times.ts";
import { planRun } from "./plan-run.ts";
import { retryRun } from "./retry-run.ts";
import { showRun } from "./show-run.ts";
import { startRun } from "./start-run.ts";
import { viewPlaybook } from "./view-playbook.ts";
import { viewSummary } from "./view-summary.ts";

/** Answers the API from the store, and passes on what people want to the engine. */
export function openDesk(tools: Omit<Desk, "timesOf">): ApiNeeds {
  const desk: Desk = { ...tools, timesOf: openTimes(tools.store) };
  const { store, library } = desk;
  return {
    troubles: () => troublesOf(desk),
    playbooks: async () => (await library.current()).map(viewPlaybook),
    versions: (filter) => listVersions(filter, library),
    plan: (wish) => planRun(wish, desk),
    start: (run, wish, caller) => startRun(run, wish, caller, desk),
    retry: (ended, run, caller) => retryRun(ended, run, caller, desk),
    send: (run, order, caller) => giveOrder(run, order, caller, desk),
    get: (run) => showRun(run, desk),
    list: async (filter, page) => (await store.list(filter, page)).map(viewSummary),
    history: (run, after) => readEvents(run, after, desk),
    follow: (run, after, signal) => followRun(run, after, signal, desk),
    readMetrics: desk.readMetrics,
  };
}

/** Without the database, nothing goes on. */
async function troublesOf({ store }: Desk): Promise<readonly string[]> {
  return store.now().then(
    () => [],
    () => ["The database does not answer."],
  );
}
