import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prometheusQuery } from "../../../src/steps/prometheus/query.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { startPrometheus, type PrometheusServer } from "../../prometheus/server.ts";
import { metricsAt, startMetricsWorld } from "./world.ts";

const ATTEMPT = { run: "r-1", step: "course", key: "r-1/course", number: 1 };

describe("prometheus.query", () => {
  exerciseStepKind(prometheusQuery, {
    filled: {
      connection: "metrics",
      query: `jobs{queue="{queue}"}`,
      slots: { queue: "orders" },
      last: "10m",
      step: "30s",
    },
    startWorld: (params, mood) => startMetricsWorld(params, mood, "matrix"),
  });

  describe("asked of a real Prometheus", () => {
    let prometheus: PrometheusServer;
    beforeAll(async () => {
      prometheus = await startPrometheus(METRICS);
    });
    afterAll(() => prometheus.stop());

    test("finds each series with its labels and its value now", async () => {
      expect(await ask({ query: "sort_desc(sum by (worker) (jobs))" })).toEqual({
        ok: true,
        output: {
          query: "sort_desc(sum by (worker) (jobs))",
          series: [
            { labels: { worker: "b" }, value: 30 },
            { labels: { worker: "a" }, value: 4 },
          ],
          count: 2,
          warnings: [],
        },
        summary: "metrics has 2 series for sort_desc(sum by (worker) (jobs)) now.",
      });
    });

    test("keeps no more than asked for, and still counts them all", async () => {
      expect(await ask({ query: "sort_desc(jobs)", max_series: 1 })).toMatchObject({
        output: { series: [{ value: 30 }], count: 2 },
      });
    });

    test("finds nothing, which is an answer", async () => {
      expect(await ask({ query: "no_such_metric" })).toMatchObject({
        output: { series: [], count: 0 },
      });
    });

    test("says what stands where there is no number", async () => {
      const query = `label_replace(vector(0) / 0, "of", "nan", "", "") or label_replace(vector(-1) / 0, "of", "less", "", "")`;

      expect(await ask({ query })).toMatchObject({
        output: {
          series: [
            { labels: { of: "nan" }, note: "NaN" },
            { labels: { of: "less" }, note: "-Inf" },
          ],
        },
      });
    });

    test("finds the course over a stretch of time, in as many points as a picture shows", async () => {
      const result = await ask({ query: "vector(time())", last: "1h" });
      if (!result.ok) throw new Error(result.failure.message);
      const [{ points = [], value } = {}] = result.output.series;

      expect(points).toHaveLength(121);
      expect((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)).toBe(3_600_000);
      expect(points.at(-1)?.value).toBe(value);
      expect(
        points.map(({ value: then = 0, at }) => Math.abs(then * 1_000 - at) < 2),
      ).not.toContain(false);
    });

    test("gives its own step to the course", async () => {
      const result = await ask({ query: "vector(1)", last: "10s", step: "5s" });

      expect(result).toMatchObject({ output: { series: [{ points: [{}, {}, {}] }] } });
    });

    async function ask(change: object) {
      const params = prometheusQuery.params.parse({ connection: "metrics", ...change });
      const { signal } = new AbortController();
      return prometheusQuery.run(params, metricsAt(prometheus.url), ATTEMPT, signal);
    }
  });

  test.each([
    [{ step: "5s" }, "has a meaning beside last only"],
    [{ last: "1h", step: "1s" }, "leads to more than 120 points"],
    [{ last: "1h", step: "0s" }, "must be 1s or longer"],
    [{ last: "0s" }, "must be longer than nothing"],
  ])("refuses %j", (change, complaint) => {
    const parsed = prometheusQuery.params.safeParse({ connection: "m", query: "up", ...change });

    expect(parsed.error?.issues[0]?.message).toContain(complaint);
  });
});

const METRICS = `
jobs{worker="a"} 4
jobs{worker="b"} 30
`;
