import { execa } from "execa";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Vitals } from "../../../src/ports/measures.ts";
import {
  busyDay,
  EXAMPLE_CENSUS,
  liveThrough,
  metricsOfTests,
} from "../../prometheus/metrics-of-tests.ts";
import { startPrometheus } from "../../prometheus/server.ts";

const VITALS: Vitals = {
  oldestDueMs: null,
  scanAgeMs: 1_500,
  redispatched: 0,
  isDispatcherWell: true,
  openBreakers: [],
};

describe("the metrics", () => {
  test("show the vitals of the moment at which somebody looks", async () => {
    const { measures, read } = metricsOfTests();
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
    const { measures, read } = metricsOfTests();

    measures.runStarted({ playbook: "queue-backlog", surface: "alert" });
    const which = { run: "r", startedAt: 0, parent: null };
    const ended = { ...which, playbook: "queue-backlog", outcome: "resolved" } as const;
    measures.runEnded({ ...ended, toFirstChangeMs: 40_000, toEndMs: 90_000 });
    measures.runEnded({ ...ended, toFirstChangeMs: null, toEndMs: 1_000 });
    const tried = { run: "r", step: "scale", item: 0, result: "succeeded", failure: null } as const;
    const effect = { ...tried, kind: "k8s.scale", phase: "run", ms: 200 } as const;
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
    const { measures, read } = metricsOfTests();

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
    const { measures, read } = metricsOfTests();
    measures.watch(() => ({ ...VITALS, redispatched: 1_000_000 }));
    const before = Object.keys(await samples(read)).length;

    for (let lag = 0; lag < 1_000; lag++) measures.timerLag(lag);

    expect(Object.keys(await samples(read))).toHaveLength(before);
  });

  test("name what is left alone, and only for as long as it is", async () => {
    const { measures, read } = metricsOfTests();
    let openBreakers = ["shop-db"];
    measures.watch(() => ({ ...VITALS, openBreakers }));
    const open = 'pitcrew_breaker_open{connection="shop-db"}';
    expect(await samples(read)).toMatchObject({ [open]: "1" });

    openBreakers = [];

    expect(await samples(read)).not.toHaveProperty([open]);
  });

  test("belong to one process each", async () => {
    const [one, other] = [metricsOfTests(), metricsOfTests()];

    one.measures.timerLag(1);

    expect(await samples(other.read)).toMatchObject({ pitcrew_timer_lag_seconds_count: "0" });
  });

  test("show what all processes share, and nothing of that while the database is away", async () => {
    let isAway = false;
    let asked = 0;
    let now = 0;
    const { read } = metricsOfTests({
      monotonic: () => now,
      census: async () => {
        asked += 1;
        if (isAway) throw new Error("away");
        return EXAMPLE_CENSUS;
      },
    });
    const both = await Promise.all([samples(read), samples(read)]);
    const expected = { pitcrew_runs_orphaned: "1", pitcrew_record_complete_ratio: "1" };
    expect(both).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
    expect(asked).toBe(1);

    isAway = true;
    now = 60_000;

    expect(await samples(read)).not.toHaveProperty("pitcrew_runs_orphaned");
    expect(await samples(read)).toHaveProperty("pitcrew_timer_lag_seconds_count");
  });
});

describe("for whoever asks", () => {
  test("they come in the older format, which promtool finds nothing wrong with", async () => {
    const { contentType, text } = await busyDay().read("text/plain");

    expect(contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await execa("promtool", ["check", "metrics"], { input: text })).toMatchObject({
      stdout: "",
      stderr: "",
    });
  });

  test("they come as OpenMetrics to a Prometheus, which prefers it, and lead from figures to runs", async () => {
    const { read } = busyDay();
    const told = new Set<string>();
    const { url, stop } = await startPrometheus(async (accept) => {
      const answer = await read(accept);
      told.add(answer.contentType);
      return answer;
    });
    onTestFinished(stop);

    const query = "query=pitcrew_runs_ended_total";
    const found = await (await fetch(`${url}/api/v1/query?${query}`)).json();

    expect(told).toEqual(new Set(["application/openmetrics-text; version=1.0.0; charset=utf-8"]));
    expect(found).toMatchObject({ data: { result: { length: 3 } } });
    const { text } = await read("application/openmetrics-text");
    expect(text).toMatch(
      /^pitcrew_effect_duration_seconds_bucket\{.*\} 1 # \{run="run-1"\} 0.08 /m,
    );
  });

  test("there are no more of them after 1,000 runs and alerts than after one of each", async () => {
    const metrics = busyDay();
    const before = Object.keys(await samples(metrics.read)).length;

    for (let run = 2; run < 1_000; run += 1) liveThrough(metrics.measures, `run-${run}`);

    expect(Object.keys(await samples(metrics.read))).toHaveLength(before);
  });
});

async function samples(read: ReturnType<typeof metricsOfTests>["read"]) {
  const lines = (await read()).text.split("\n");
  const pairs = lines.filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(pairs.map((pair) => pair.split(" ")));
}
