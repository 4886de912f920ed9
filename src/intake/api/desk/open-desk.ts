import type { ApiNeeds } from "../needs.ts";
import type { Desk } from "./desk.ts";
import { followRun, readEvents } from "./follow-run.ts";
import { giveOrder } from "./give-order.ts";
import { planRun } from "./plan-run.ts";
import { retryRun } from "./retry-run.ts";
import { showRun } from "./show-run.ts";
import { startRun } from "./start-run.ts";
import { viewPlaybook } from "./view-playbook.ts";
import { viewSummary } from "./view-summary.ts";

/** Answers the API from the store, and passes on what people want to the engine. */
export function openDesk(desk: Desk): ApiNeeds {
  const { store, library } = desk;
  return {
    troubles: () => troublesOf(desk),
    playbooks: () => library.current().map(viewPlaybook),
    plan: (wish) => planRun(wish, desk),
    start: (run, wish, caller) => startRun(run, wish, caller, desk),
    retry: (ended, run, caller) => retryRun(ended, run, caller, desk),
    send: (run, order, caller) => giveOrder(run, order, caller, desk),
    get: (run) => showRun(run, desk),
    list: async (filter, page) => (await store.list(filter, page)).map(viewSummary),
    history: (run, after) => readEvents(run, after, desk),
    follow: (run, after, signal) => followRun(run, after, signal, desk),
  };
}

/** Without the database, nothing goes on. */
async function troublesOf({ store }: Desk): Promise<readonly string[]> {
  return store.now().then(
    () => [],
    () => ["The database does not answer."],
  );
}
