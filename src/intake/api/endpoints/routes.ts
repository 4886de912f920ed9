import type { Route } from "../route/route.ts";
import { ALERT_ROUTES } from "./alerts/routes.ts";
import { answerRun } from "./answer-run.ts";
import { createKey } from "./keys/create-key.ts";
import { listKeys } from "./keys/list-keys.ts";
import { revokeKey } from "./keys/revoke-key.ts";
import { rotateKey } from "./keys/rotate-key.ts";
import { BRAKE_ROUTES } from "./brakes/routes.ts";
import { approveRun } from "./approve-run.ts";
import { auditKey } from "./audit-key.ts";
import { checkRecord } from "./check-record.ts";
import { denyRun } from "./deny-run.ts";
import { exportRecord, exportRun } from "./export-record.ts";
import { health } from "./health.ts";
import { listApprovals } from "./list-approvals.ts";
import { listDrills } from "./list-drills.ts";
import { listEntries } from "./list-entries.ts";
import { listPages } from "./list-pages.ts";
import { listPlaybooks } from "./list-playbooks.ts";
import { listWorkers } from "./list-workers.ts";
import { recoverRun } from "./recover-run.ts";
import { showFigures, showPlaybookFigures } from "./show-figures.ts";
import { showGraph } from "./show-graph.ts";
import { showHealth } from "./show-health.ts";
import { stepStatistics } from "./step-statistics.ts";
import { traceRun } from "./trace-run.ts";
import { listRuns } from "./list-runs.ts";
import { listVersions } from "./list-versions.ts";
import { metrics } from "./metrics.ts";
import { pageForRun } from "./page-for-run.ts";
import { planRun } from "./plan-run.ts";
import { readiness } from "./readiness.ts";
import { retryRun } from "./retry-run.ts";
import { revokeRun } from "./revoke-run.ts";
import { runCharts } from "./run-charts.ts";
import { runEvents } from "./run-events.ts";
import { runReport } from "./run-report.ts";
import { CONTENT_ROUTES } from "./playbooks/content.ts";
import { ACTIVATION_ROUTES } from "./playbooks/activation.ts";
import { AUTONOMY_ROUTES } from "./playbooks/autonomy.ts";
import { SCHEDULE_ROUTES } from "./schedules/routes.ts";
import { settleRun } from "./settle-run.ts";
import { showOpenApi } from "./show-open-api.ts";
import { showRun } from "./show-run.ts";
import { startSuggested } from "./start-suggested.ts";
import { startRun } from "./start-run.ts";
import { stopRun } from "./stop-run.ts";
import { UPKEEP_ROUTES } from "./upkeep/routes.ts";
import { undoRun } from "./undo-run.ts";

const DESCRIBED: readonly Route[] = [
  health,
  readiness,
  metrics,
  listPlaybooks,
  listVersions,
  planRun,
  startRun,
  listRuns,
  showRun,
  runEvents,
  runCharts,
  runReport,
  stopRun,
  pageForRun,
  settleRun,
  answerRun,
  retryRun,
  undoRun,
  listApprovals,
  approveRun,
  denyRun,
  revokeRun,
  startSuggested,
  ...BRAKE_ROUTES,
  recoverRun,
  traceRun,
  showGraph,
  stepStatistics,
  listWorkers,
  showHealth,
  listKeys,
  createKey,
  rotateKey,
  revokeKey,
  auditKey,
  listEntries,
  checkRecord,
  exportRecord,
  exportRun,
  ...ALERT_ROUTES,
  listPages,
  ...SCHEDULE_ROUTES,
  ...CONTENT_ROUTES,
  showFigures,
  listDrills,
  showPlaybookFigures,
  ...ACTIVATION_ROUTES,
  ...UPKEEP_ROUTES,
  ...AUTONOMY_ROUTES,
];

/** Everything that can be asked for. */
export const ROUTES: readonly Route[] = [...DESCRIBED, showOpenApi(DESCRIBED)];
