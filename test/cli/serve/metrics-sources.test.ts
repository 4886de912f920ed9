import { describe, expect, test } from "vitest";
import { metricsSources } from "../../../src/cli/serve/metrics-sources.ts";
import { Connections } from "../../../src/config/connections.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { answerJson, startCounterpart } from "../../integrations/http/counterpart.ts";

describe("the prometheus connections of connections.yaml", () => {
  test("are asked below their address, with their headers", async () => {
    const data = { resultType: "scalar", result: [1_790_000_000, "2"] };
    const server = await startCounterpart(answerJson({ status: "success", data }));
    const metrics = sourcesFor({
      type: "prometheus",
      base_url: `${server.url}/prom`,
      headers: { "x-team": "night" },
      allow_addresses: ["127.0.0.0/8"],
    });

    const answer = await metrics("it").now("vector(2)", live());

    expect(answer).toMatchObject({ is: "found", series: [{ samples: [{ value: 2 }] }] });
    expect(server.seen).toMatchObject([
      { url: "/prom/api/v1/query?query=vector%282%29&timeout=15s", headers: { "x-team": "night" } },
    ]);
  });

  test.each([
    ["missing", undefined],
    ["of another type", { type: "http", base_url: "http://127.0.0.1:1" }],
  ])("are not asked when %s", async (_, connection) => {
    expect(await sourcesFor(connection)("it").now("up", live())).toMatchObject({
      is: "unreached",
      why: "not_ready",
      detail: 'connections.yaml has no prometheus connection "it"',
    });
  });
});

function sourcesFor(it: object | undefined) {
  const listed = Connections.parse({ format: 1, connections: it === undefined ? {} : { it } });
  return metricsSources(() => listed, systemClock);
}

function live(): AbortSignal {
  return new AbortController().signal;
}
