import { answerRun } from "./answer-run.ts";
import type { Endpoint } from "./endpoint.ts";
import { health } from "./health.ts";
import { listPlaybooks } from "./list-playbooks.ts";
import { listRuns } from "./list-runs.ts";
import { listVersions } from "./list-versions.ts";
import { metrics } from "./metrics.ts";
import { planRun } from "./plan-run.ts";
import { readiness } from "./readiness.ts";
import { retryRun } from "./retry-run.ts";
import { runEvents } from "./run-events.ts";
import { settleRun } from "./settle-run.ts";
import { showRun } from "./show-run.ts";
import { startRun } from "./start-run.ts";
import { stopRun } from "./stop-run.ts";
import { undoRun } from "./undo-run.ts";

interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly handle: Endpoint;
}

/** Everything that can be asked for. */
export const ROUTES: readonly Route[] = [
  { method: "GET", path: "/healthz", handle: health },
  { method: "GET", path: "/readyz", handle: readiness },
  { method: "GET", path: "/metrics", handle: metrics },
  { method: "GET", path: "/v1/playbooks", handle: listPlaybooks },
  { method: "GET", path: "/v1/versions", handle: listVersions },
  { method: "POST", path: "/v1/plan", handle: planRun },
  { method: "POST", path: "/v1/runs", handle: startRun },
  { method: "GET", path: "/v1/runs", handle: listRuns },
  { method: "GET", path: "/v1/runs/:run", handle: showRun },
  { method: "GET", path: "/v1/runs/:run/events", handle: runEvents },
  { method: "POST", path: "/v1/runs/:run/stop", handle: stopRun },
  { method: "POST", path: "/v1/runs/:run/settle", handle: settleRun },
  { method: "POST", path: "/v1/runs/:run/answer", handle: answerRun },
  { method: "POST", path: "/v1/runs/:run/retry", handle: retryRun },
  { method: "POST", path: "/v1/runs/:run/undo", handle: undoRun },
];
