import { describe, expect, test } from "vitest";
import { logSources } from "../../../src/cli/serve/log-sources.ts";
import { Connections } from "../../../src/config/connections.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { answerJson, startCounterpart } from "../../integrations/http/counterpart.ts";

const SEARCH = { labels: { app: "a" }, contains: [], sinceMs: 1_000, most: 1 };

describe("the loki connections of connections.yaml", () => {
  test("are asked below their address, for their tenant", async () => {
    const data = { resultType: "streams", result: [] };
    const server = await startCounterpart(answerJson({ status: "success", data }));
    const logs = sourcesFor({
      type: "loki",
      base_url: `${server.url}/logs`,
      tenant: "night",
      allow_addresses: ["127.0.0.0/8"],
    });

    expect(await logs("it").search(SEARCH, live())).toEqual({ is: "found", streams: [] });
    expect(server.seen).toMatchObject([
      {
        url: expect.stringContaining("/logs/loki/api/v1/query_range?"),
        headers: { "x-scope-orgid": "night" },
      },
    ]);
  });

  test("are not asked when they are not listed", async () => {
    expect(await sourcesFor(undefined)("it").search(SEARCH, live())).toMatchObject({
      is: "unreached",
      detail: 'connections.yaml has no loki connection "it"',
    });
  });
});

function sourcesFor(it: object | undefined) {
  const listed = Connections.parse({ format: 1, connections: it === undefined ? {} : { it } });
  return logSources(() => listed, systemClock);
}

function live(): AbortSignal {
  return new AbortController().signal;
}
