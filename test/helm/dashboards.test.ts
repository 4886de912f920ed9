import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { busyDay } from "../prometheus/metrics-of-tests.ts";
import { startPrometheus } from "../prometheus/server.ts";
import { render } from "./helm.ts";
import { LEAST } from "./value-sets.ts";

const Board = z.object({
  uid: z.string(),
  title: z.string(),
  panels: z.array(
    z.object({
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).min(1),
    }),
  ),
});

const Answer = z.object({
  status: z.literal("success"),
  data: z.object({ result: z.array(z.unknown()) }),
});

const boards = await dashboards();
const prometheus = await startPrometheus((await busyDay().read()).text);
afterAll(prometheus.stop);

describe("the dashboards", () => {
  test("are for those on call, those who pay, and those who search", () => {
    expect(boards.map(({ uid }) => uid).toSorted()).toEqual([
      "pitcrew-debug",
      "pitcrew-executive",
      "pitcrew-on-call",
    ]);
  });

  test.each(boards.map((board) => [board.title, board] as const))(
    "lay out “%s” so that no panel covers another",
    (_title, { panels }) => {
      const corners = panels.map(({ gridPos: { x, y } }) => `${x} ${y}`);

      expect(panels.length).toBeGreaterThan(4);
      expect(new Set(corners).size).toBe(panels.length);
      for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    },
  );

  test.each(
    boards.flatMap(({ title, panels }) =>
      panels.flatMap((panel) =>
        panel.targets.map(({ expr }) => [title, panel.title, expr] as const),
      ),
    ),
  )("%s, %s: Prometheus has an answer to %s", async (_board, _panel, expr) => {
    // A rate needs time to pass; that each series is there shows without it.
    const now = expr.replaceAll(/(?:rate|increase)\(([^[]+)\[\w+\]\)/g, "$1");

    await ask(expr);
    expect((await ask(now)).length).toBeGreaterThan(0);
  });
});

async function ask(query: string): Promise<readonly unknown[]> {
  const address = `${prometheus.url}/api/v1/query?${new URLSearchParams({ query }).toString()}`;
  return Answer.parse(await (await fetch(address)).json()).data.result;
}

async function dashboards() {
  const resources = await render({ ...LEAST, metrics: { dashboards: { enabled: true } } });
  const files = resources
    .filter(({ metadata }) => metadata.name.includes("-dashboard-"))
    .flatMap((resource) => Object.values(z.record(z.string(), z.string()).parse(resource["data"])));
  return files.map((file) => Board.parse(JSON.parse(file)));
}
