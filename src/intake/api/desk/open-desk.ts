import { authorize } from "../../../access/authorize.ts";
import type { ApiNeeds } from "../needs.ts";
import { askPage } from "./ask-page.ts";
import { openBrakeDesk } from "./brakes.ts";
import type { Desk } from "./desk.ts";
import { drawGraph } from "./draw-graph.ts";
import { followRun, readEvents } from "./follow-run.ts";
import { giveOrder } from "./give-order.ts";
import { listApprovals } from "./list-approvals.ts";
import { listRuns } from "./list-runs.ts";
import { listWorkers } from "./list-workers.ts";
import { listVersions } from "./list-versions.ts";
import { openCharts } from "./open-charts.ts";
import { openTimes } from "./open-times.ts";
import { entriesFor, ownerOfPlaybook, ownerOfRun } from "./owners.ts";
import { planRun } from "./plan-run.ts";
import { recoverRun } from "./recover-run.ts";
import { retryRun } from "./retry-run.ts";
import { showRun } from "./show-run.ts";
import { startRun } from "./start-run.ts";
import { startSuggested } from "./start-suggested.ts";
import { stepStatistics } from "./step-statistics.ts";
import { traceRun } from "./trace-run.ts";
import { compareTwo, showVersion } from "./version-content.ts";
import { openFiguresDesk } from "./view-figures.ts";
import { viewHealth } from "./view-health.ts";
import { viewPlaybook } from "./view-playbook.ts";
import { writeReport } from "./write-report.ts";

/** Answers the API from the store, and passes on what people want to the engine. */
export function openDesk(tools: Omit<Desk, "timesOf">): ApiNeeds {
  const desk: Desk = { ...tools, timesOf: openTimes(tools.store) };
  const charts = openCharts(desk.store);
  return {
    troubles: () => troublesOf(desk),
    authorize: (actor, right, team) => authorize(actor, right, team, desk.access()),
    ownerOfRun: (run, actor) => ownerOfRun(run, actor, desk),
    ownerOfPlaybook: (playbook, actor) => ownerOfPlaybook(playbook, actor, desk),
    playbooks: async (actor) => (await entriesFor(actor, desk)).map(viewPlaybook),
    versions: (filter, actor) => listVersions(filter, actor, desk),
    plan: (wish) => planRun(wish, desk),
    start: (run, wish, actor) => startRun(run, wish, actor, desk),
    retry: (ended, run, actor) => retryRun(ended, run, actor, desk),
    send: (run, order, actor) => giveOrder(run, order, actor, desk),
    startSuggested: (suggested, run, actor) => startSuggested(suggested, run, actor, desk),
    approvals: (actor) => listApprovals(actor, desk),
    get: (run) => showRun(run, desk),
    list: (filter, page, actor) => listRuns(filter, page, actor, desk),
    history: (run, after) => readEvents(run, after, desk),
    follow: (run, after, signal) => followRun(run, after, signal, desk),
    charts,
    report: (run) => writeReport(run, desk, charts),
    brakes: openBrakeDesk(desk.switches, desk),
    alerts: desk.alerts,
    recover: (run, actor) => recoverRun(run, actor, desk),
    trace: (run) => traceRun(run, desk),
    graph: (run) => drawGraph(run, desk),
    statistics: (wish, actor) => stepStatistics(wish, actor, desk),
    workers: () => listWorkers(desk),
    health: () => viewHealth(desk),
    keys: desk.keys,
    answers: desk.answers,
    audit: desk.audit,
    schedules: desk.schedules,
    housekeeping: desk.housekeeping,
    figures: openFiguresDesk(desk),
    drills: desk.drills,
    content: {
      show: (playbook, version) => showVersion(playbook, version, desk),
      compare: (playbook, versions) => compareTwo(playbook, versions, desk),
    },
    page: (wish, actor) => askPage(wish, actor, desk),
    unpaged: desk.unpaged,
    activation: desk.activation,
    autonomy: desk.autonomy,
    readMetrics: desk.readMetrics,
  };
}

/** Without the database, nothing goes on. */
async function troublesOf({ store, engineTroubles }: Desk): Promise<readonly string[]> {
  return store.now().then(
    () => engineTroubles(),
    () => ["The database does not answer."],
  );
}
