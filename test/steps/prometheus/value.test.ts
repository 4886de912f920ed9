import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prometheusValue } from "../../../src/steps/prometheus/value.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { startPrometheus, type PrometheusServer } from "../../prometheus/server.ts";
import { metricsAt, startMetricsWorld } from "./world.ts";

const ATTEMPT = { run: "r-1", step: "depth", key: "r-1/depth", number: 1 };

describe("prometheus.value", () => {
  exerciseStepKind(prometheusValue, {
    filled: { connection: "metrics", query: `jobs{queue="{queue}"}`, slots: { queue: "orders" } },
    startWorld: (params, mood) => startMetricsWorld(params, mood, "vector"),
  });

  describe("asked of a real Prometheus", () => {
    let prometheus: PrometheusServer;
    beforeAll(async () => {
      prometheus = await startPrometheus(METRICS);
    });
    afterAll(() => prometheus.stop());

    test("finds the one number", async () => {
      expect(await ask(`queue_length{queue="{queue}"}`, { queue: "orders" })).toEqual({
        ok: true,
        output: {
          value: 12.5,
          labels: expect.objectContaining({ queue: "orders", job: "test" }),
          warnings: [],
        },
        summary: 'queue_length{queue="orders"} is 12.5.',
      });
    });

    test.each(['a"b\\c', "new\nline", "1.2|3", "日本語", "👩‍🚒", "\u202Etxt"])(
      "finds a series by a label value that means something elsewhere: %j",
      async (queue) => {
        const [exact, pattern] = [
          await ask(`queue_length{queue="{queue}"}`, { queue }),
          await ask(`queue_length{queue=~"{queue}"}`, { queue }),
        ];

        expect(exact).toMatchObject({ ok: true, output: { value: 1, labels: { queue } } });
        expect(pattern).toMatchObject({ ok: true, output: { value: 1, labels: { queue } } });
      },
    );

    test("takes a scalar as well", async () => {
      expect(await ask("scalar(sum(queue_length)) * 0 + 2")).toMatchObject({
        ok: true,
        output: { value: 2, labels: {} },
      });
    });

    test("takes no data for no zero", async () => {
      expect(await ask(`queue_length{queue="{queue}"}`, { queue: "ordres" })).toMatchObject({
        failure: {
          code: "E606",
          message: 'metrics has no data for queue_length{queue="ordres"}',
          retry: "later",
        },
      });
    });

    test("does not choose among several series", async () => {
      expect(await ask("queue_length")).toMatchObject({
        failure: {
          code: "E606",
          message: "metrics has 7 series for queue_length, where one number is needed",
          detail: expect.stringContaining('"queue":"orders"'),
          retry: "never",
        },
      });
    });

    test.each([
      ["NaN", "vector(0) / 0"],
      ["Infinity", "vector(1) / 0"],
      ["-Infinity", "vector(-1) / 0"],
    ])("takes %s for no number", async (value, query) => {
      expect(await ask(query)).toMatchObject({
        failure: {
          code: "E606",
          message: `metrics says ${value} for ${query}, which is no number to rely on`,
        },
      });
    });

    test("says that the query makes no sense, and keeps the reason for later reading", async () => {
      const result = await ask("sum(queue_length");

      expect(result).toMatchObject({
        failure: {
          code: "E602",
          message: "metrics could not make sense of the query",
          detail: expect.stringContaining("unclosed left parenthesis"),
          retry: "never",
        },
      });
    });

    test("says that a text is no number", async () => {
      expect(await ask('"hello"')).toMatchObject({
        failure: { code: "E602", message: expect.stringContaining("texts or histograms") },
      });
    });

    async function ask(query: string, slots = {}) {
      const params = prometheusValue.params.parse({ connection: "metrics", query, slots });
      const { signal } = new AbortController();
      return prometheusValue.run(params, metricsAt(prometheus.url), ATTEMPT, signal);
    }
  });
});

const METRICS = `
queue_length{queue="orders"} 12.5
queue_length{queue="a\\"b\\\\c"} 1
queue_length{queue="new\\nline"} 1
queue_length{queue="1.2|3"} 1
queue_length{queue="日本語"} 1
queue_length{queue="👩‍🚒"} 1
queue_length{queue="\u202Etxt"} 1
`;
