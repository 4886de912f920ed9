import type { LineChart } from "../../src/chart/line-chart.ts";

const START = Date.UTC(2026, 10, 21, 3, 0);

/** A queue that grows until somebody scales its workers. */
export const BACKLOG: LineChart = {
  title: "Jobs waiting in orders",
  sentence: "The backlog grew to 14,000 jobs and fell to 200 after workers were scaled at 03:30.",
  lines: [
    {
      name: "orders",
      points: Array.from({ length: 61 }, (_, minute) => ({
        at: START + minute * 60_000,
        ...(minute !== 20 && {
          value: minute <= 30 ? 200 + minute * 460 : Math.max(200, 14_000 - (minute - 30) * 600),
        }),
      })),
    },
    {
      name: "emails",
      points: Array.from({ length: 61 }, (_, minute) => ({
        at: START + minute * 60_000,
        value: 3_000 + 500 * (minute % 7),
      })),
    },
  ],
  marks: [{ at: START + 30 * 60_000, label: "k8s.scale 8 → 14" }],
};
