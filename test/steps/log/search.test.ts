import { describe, expect, test } from "vitest";
import { logSearch } from "../../../src/steps/log/search.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { answerJson } from "../../integrations/http/counterpart.ts";
import { type LokiWorld, searchedIn, startAnswering, startLoki } from "./world.ts";

const ATTEMPT = { run: "r-1", step: "look", key: "r-1/look", number: 1 };

const STREAMS = [
  {
    stream: { app: "workers", pod: "a" },
    values: [
      ["1790000003000000000", "third"],
      ["1790000001000000000", "first"],
    ],
  },
  {
    stream: { app: "workers", pod: "b" },
    values: [["1790000002000000000", "second token=abc123", { level: "warn" }]],
  },
];

describe("log.search", () => {
  exerciseStepKind(logSearch, {
    filled: {
      connection: "logs",
      labels: { app: "workers" },
      contains: ["OutOfMemory"],
      since: "5m",
    },
    startWorld: async (params, mood) => {
      const loki =
        mood === "answers"
          ? await startLoki(STREAMS)
          : await startAnswering((response) => response.destroy());
      return {
        needs: loki.needs,
        received: () => loki.seen.map(({ url }) => ({ ...params, ...readBack(url) })),
        done: () => [],
      };
    },
  });

  test("gives the newest lines first, says where each is from, and hides what looks secret", async () => {
    const result = await search(await startLoki(STREAMS), {});

    expect(result).toEqual({
      ok: true,
      output: {
        lines: [
          { at: 1_790_000_003_000, text: "third", stream: 0 },
          { at: 1_790_000_002_000, text: "second token=[hidden]", stream: 1 },
          { at: 1_790_000_001_000, text: "first", stream: 0 },
        ],
        streams: [
          { labels: { app: "workers", pod: "a" }, count: 2 },
          { labels: { app: "workers", pod: "b" }, count: 1 },
        ],
        count: 3,
        full: false,
      },
      summary: "logs has 3 lines for lines of app workers in the last 15m.",
    });
  });

  test("keeps the newest when there are more than asked for, and says that there may be more", async () => {
    const result = await search(await startLoki(STREAMS), { limit: 1 });

    expect(result).toMatchObject({
      output: {
        lines: [{ text: "third" }],
        count: 1,
        full: true,
        streams: [{ count: 1 }, { count: 0 }],
      },
    });
  });

  test("asks for the labels, the texts, the time and the number that it was given", async () => {
    const loki = await startLoki([]);
    const asked = {
      labels: { app: 'a"b', replica: 3 },
      contains: ["x|=y", "`"],
      since: "1h",
      limit: 7,
    };

    await search(loki, asked);

    expect(loki.seen.map(({ url }) => searchedIn(url))).toEqual([
      {
        labels: { app: 'a"b', replica: "3" },
        contains: ["x|=y", "`"],
        limit: 7,
        sinceMs: 3_600_000,
      },
    ]);
  });

  test("finds nothing, which is an answer", async () => {
    expect(await search(await startLoki([]), {})).toMatchObject({ ok: true, output: { count: 0 } });
  });

  test("cuts a line that is very long", async () => {
    const values = [["1790000001000000000", "x".repeat(5_000)]];
    const result = await search(await startLoki([{ stream: {}, values }]), {});

    expect(result).toMatchObject({ output: { lines: [{ text: `${"x".repeat(2_000)}…` }] } });
  });

  test.each([
    [400, "never"],
    [429, "later"],
    [503, "later"],
  ])("keeps what is said with %i for later reading, and retries %s", async (status, retry) => {
    const loki = await startAnswering((response) => {
      response.writeHead(status, { "content-type": "text/plain" }).end("too many chunks");
    });

    expect(await search(loki, {})).toMatchObject({
      failure: {
        code: "E602",
        message: `logs answered the search with ${status}`,
        detail: "too many chunks",
        retry,
      },
    });
  });

  test("says that an answer of another form cannot be read", async () => {
    const loki = await startAnswering(answerJson({ status: "success", data: { result: [] } }));

    expect(await search(loki, {})).toMatchObject({ failure: { code: "E305", retry: "never" } });
  });

  test.each([
    [{ labels: {} }, "must name one label or more"],
    [{ labels: { app: "" } }, "must not be empty"],
    [{ labels: { 'app="x",b': "y" } }, "must be the name of a label"],
    [{ contains: [""] }, "contains"],
    [{ contains: ["\uD800"] }, "must be valid Unicode"],
    [{ limit: 501 }, "limit"],
  ])("refuses %j", (change, complaint) => {
    const parsed = logSearch.params.safeParse({
      connection: "logs",
      labels: { a: "b" },
      ...change,
    });

    expect(JSON.stringify(parsed.error?.issues)).toContain(complaint);
  });
});

function readBack(url: string) {
  const { labels, contains } = searchedIn(url);
  return { labels, contains };
}

async function search({ needs }: LokiWorld, change: object) {
  const params = logSearch.params.parse({
    connection: "logs",
    labels: { app: "workers" },
    ...change,
  });
  return logSearch.run(params, needs, ATTEMPT, new AbortController().signal);
}
