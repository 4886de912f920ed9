import { describe, expect, test } from "vitest";
import { openMetrics } from "../../../src/integrations/prometheus/open-metrics.ts";
import type { Vitals } from "../../../src/ports/measures.ts";

const VITALS: Vitals = {
  oldestDueMs: null,
  scanAgeMs: 1_500,
  redispatched: 0,
  isDispatcherWell: true,
};

describe("the metrics", () => {
  test("show the vitals of the moment at which somebody looks", async () => {
    const { measures, read } = openMetrics();
    let vitals = VITALS;
    measures.watch(() => vitals);
    expect(await samples(read)).toMatchObject({
      pitcrew_oldest_runnable_age_seconds: "0",
      pitcrew_reconciler_scan_age_seconds: "1.5",
      pitcrew_reconciler_redispatch_total: "0",
      pitcrew_dispatcher_well: "1",
    });

    vitals = { ...VITALS, oldestDueMs: 42_000, redispatched: 7, isDispatcherWell: false };

    const expected = {
      pitcrew_oldest_runnable_age_seconds: "42",
      pitcrew_reconciler_redispatch_total: "7",
      pitcrew_dispatcher_well: "0",
    };
    expect(await samples(read)).toMatchObject(expected);
    expect(await samples(read)).toMatchObject(expected);
  });

  test("count runs and effects, by names that people gave", async () => {
    const { measures, read } = openMetrics();

    measures.runStarted({ playbook: "queue-backlog", surface: "alert" });
    const ended = { playbook: "queue-backlog", outcome: "resolved" } as const;
    measures.runEnded({ ...ended, toFirstChangeMs: 40_000, toEndMs: 90_000 });
    measures.runEnded({ ...ended, toFirstChangeMs: null, toEndMs: 1_000 });
    const effect = { kind: "k8s.scale", phase: "run", result: "succeeded", ms: 200 } as const;
    for (const attempt of [1, 2, 3]) measures.effect({ ...effect, attempt });
    measures.effect({ ...effect, phase: "poll", attempt: 9 });

    expect(await samples(read)).toMatchObject({
      'pitcrew_runs_started_total{playbook="queue-backlog",surface="alert"}': "1",
      'pitcrew_runs_ended_total{playbook="queue-backlog",outcome="resolved"}': "2",
      'pitcrew_run_duration_seconds_count{outcome="resolved"}': "2",
      'pitcrew_run_first_change_seconds_sum{playbook="queue-backlog"}': "40",
      'pitcrew_effect_duration_seconds_count{kind="k8s.scale",phase="run",result="succeeded"}': "3",
      'pitcrew_effect_retries_total{kind="k8s.scale"}': "2",
    });
  });

  test("sort the lags of timers into seconds", async () => {
    const { measures, read } = openMetrics();

    for (const ms of [0, 70, 2_000, 3_600_000]) measures.timerLag(ms);

    expect(await samples(read)).toMatchObject({
      'pitcrew_timer_lag_seconds_bucket{le="0.05"}': "1",
      'pitcrew_timer_lag_seconds_bucket{le="0.1"}': "2",
      'pitcrew_timer_lag_seconds_bucket{le="2.5"}': "3",
      'pitcrew_timer_lag_seconds_bucket{le="+Inf"}': "4",
      pitcrew_timer_lag_seconds_count: "4",
    });
  });

  test("are as many after a million runs as before", async () => {
    const { measures, read } = openMetrics();
    measures.watch(() => ({ ...VITALS, redispatched: 1_000_000 }));
    const before = Object.keys(await samples(read)).length;

    for (let lag = 0; lag < 1_000; lag++) measures.timerLag(lag);

    expect(Object.keys(await samples(read))).toHaveLength(before);
  });

  test("say in which format they are, and belong to one process each", async () => {
    const [one, other] = [openMetrics(), openMetrics()];

    one.measures.timerLag(1);

    expect((await one.read()).contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await samples(other.read)).toMatchObject({ pitcrew_timer_lag_seconds_count: "0" });
  });
});

async function samples(read: ReturnType<typeof openMetrics>["read"]) {
  const lines = (await read()).text.split("\n");
  const pairs = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(pairs.map((pair) => pair.split(" ")));
}
