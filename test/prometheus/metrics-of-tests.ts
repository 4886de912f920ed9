import {
  type Metrics,
  type MetricsOptions,
  openMetrics,
} from "../../src/integrations/prometheus/open-metrics.ts";
import type { Census } from "../../src/ports/census.ts";
import type { Measures } from "../../src/ports/measures.ts";

export const EXAMPLE_CENSUS: Census = {
  live: 3,
  waiting: 1,
  orphaned: 1,
  approvalsWaiting: 2,
  oldestApprovalMs: 90_000,
  outboxWaiting: 1,
  oldestOutboxMs: 4_000,
  messagesWaiting: 1,
  alertsOpen: 5,
  workers: 2,
  unsealedMs: 700,
  anchorBehind: 1,
  recordComplete: 1,
  sweptAgoMs: 3_600_000,
};

export function metricsOfTests(more: Partial<MetricsOptions> = {}): Metrics {
  return openMetrics({
    version: "1.2.3",
    census: async () => EXAMPLE_CENSUS,
    monotonic: () => 0,
    pointTo: (run) => ({ run }),
    ...more,
  });
}

/** Metrics in which each has something to show. */
export function busyDay(): Metrics {
  const metrics = metricsOfTests();
  const { measures } = metrics;
  measures.watch(() => ({
    oldestDueMs: 0,
    scanAgeMs: 0,
    redispatched: 0,
    isDispatcherWell: true,
    openBreakers: ["shop-db"],
  }));
  liveThrough(measures, "run-1");
  return metrics;
}

/** An alert, its run, and all that can come of both. */
export function liveThrough(measures: Measures, run: string): void {
  const playbook = "queue-backlog";
  const source = "main";
  const said = { occurrence: "o", source, tookMs: 3, traceparent: null };
  measures.alertTaken({ ...said, taken: "opened", toOpenMs: 30_000, lastedMs: null });
  measures.alertTaken({ ...said, taken: "closed", toOpenMs: null, lastedMs: 600_000 });
  measures.alertMatched({ result: "started", brake: null, toStartMs: 200 });
  measures.alertMatched({ result: "held", brake: "freeze", toStartMs: null });
  const asked = { run, step: "scale", round: 1, askedAt: 0 };
  measures.approval({ ...asked, standing: "granted", ms: 40_000 });
  measures.timerLag(20);
  measures.runStarted({ playbook, surface: "alert" });
  for (const outcome of ["resolved", "failed", "escalated"] as const) {
    const times = { startedAt: 0, toFirstChangeMs: 2_000, toEndMs: 60_000 };
    measures.runEnded({ run, playbook, outcome, parent: null, ...times });
  }
  const which = { run, step: "scale", item: 0, failure: null } as const;
  const effect = { ...which, kind: "k8s.scale", phase: "run", attempt: 2, ms: 80 } as const;
  for (const result of ["succeeded", "failed"] as const) measures.effect({ ...effect, result });
  measures.removed({ runs: 1 });
}
