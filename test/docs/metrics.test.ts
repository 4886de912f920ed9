import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { busyDay } from "../prometheus/metrics-of-tests.ts";
import { startPrometheus } from "../prometheus/server.ts";

const PAGE = await readFile("docs/metrics.md", "utf8");
const { text } = await busyDay().read();
const prometheus = await startPrometheus(text);
afterAll(prometheus.stop);

const FOREVER = { timeout: 0x7fff_ffff, interval: 100 };

const Answer = z.object({
  status: z.literal("success"),
  data: z.object({ result: z.array(z.unknown()) }),
});

describe("the page about figures", () => {
  test("answers each of the ten questions", () => {
    const asked = [...PAGE.matchAll(/^\| (M\d+) \|/gm)].map(([, name]) => name);

    expect(asked).toEqual(Array.from({ length: 10 }, (_, index) => `M${index + 1}`));
  });

  test.each(queriesOf(PAGE))("has a query that Prometheus answers: %s", async (query) => {
    // A rate needs time to pass; that each series is there shows without it.
    const now = query
      .replaceAll(/rate\(([^[]+)\[\w+\]\)/g, "$1")
      .replaceAll(/avg_over_time\((.+)\[\w+:\w+\]\)/g, "$1");

    await ask(query);
    // A series is gone for a moment when a scrape was late.
    await vi.waitUntil(async () => (await ask(now)).length > 0, FOREVER);
  });

  test("names every metric that there is, and no other", () => {
    const families = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name ?? "");
    const tables = PAGE.slice(PAGE.indexOf("## What there is"));
    const named = [...tables.matchAll(/`((?:pitcrew|process)_\w+)`/g)].map(
      ([, name]) => name ?? "",
    );

    expect(named.toSorted()).toEqual(families.toSorted());
  });
});

function queriesOf(page: string): readonly string[] {
  const blocks = [...page.matchAll(/```promql\n(.*)\n```/g)].map(([, query]) => query ?? "");
  const rows = page.split("\n").filter((line) => /^\| M\d/.test(line));
  const cells = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, query]) => query));
  return [...cells, ...blocks].map((query) => (query ?? "").replaceAll("\\|", "|"));
}

async function ask(query: string): Promise<readonly unknown[]> {
  const address = `${prometheus.url}/api/v1/query?${new URLSearchParams({ query }).toString()}`;
  return Answer.parse(await (await fetch(address)).json()).data.result;
}
