import { describe, expect, test } from "vitest";
import { silencesIn } from "../../../src/cli/serve/silences.ts";
import { Connections } from "../../../src/config/connections.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { answerJson, startCounterpart } from "../../integrations/http/counterpart.ts";

const live = new AbortController().signal;

describe("the alertmanager connections of connections.yaml", () => {
  test("are asked below their address, with their headers, for silences of one alert", async () => {
    const server = await startCounterpart(answerJson([]));
    const silences = silencesFor({
      type: "alertmanager",
      base_url: `${server.url}/am`,
      headers: { "x-team": "night" },
      allow_addresses: ["127.0.0.0/8"],
    });

    expect(await silences("it").ours("HostDown", live)).toEqual({ is: "done", value: [] });
    expect(server.seen).toMatchObject([
      {
        url: "/am/api/v2/silences?filter=alertname%3D%22HostDown%22",
        headers: { "x-team": "night" },
      },
    ]);
  });

  test("see the silences that others made, and leave them alone", async () => {
    const silence = {
      id: "s-1",
      matchers: [],
      endsAt: "2026-03-01T03:30:00.000Z",
      createdBy: "somebody",
      comment: "",
      status: { state: "active" },
    };
    const server = await startCounterpart(
      answerJson([silence, { ...silence, id: "s-2", createdBy: "pitcrew" }]),
    );
    const silences = silencesFor({ type: "alertmanager", base_url: server.url, ...NEAR });

    const found = await silences("it").ours("HostDown", live);

    expect(found.is === "done" && found.value.map(({ id }) => id)).toEqual(["s-2"]);
  });

  test.each([
    ["says no", answerJson("bad matcher", 400), { is: "refused", status: 400 }],
    ["answers with something else", answerJson({ data: [] }), { is: "unreadable" }],
  ])("are understood when the other side %s", async (_what, answer, expected) => {
    const server = await startCounterpart(answer);
    const silences = silencesFor({ type: "alertmanager", base_url: server.url, ...NEAR });

    expect(await silences("it").ours("HostDown", live)).toMatchObject(expected);
  });

  test.each([
    ["missing", undefined],
    ["of another type", { type: "http", base_url: "http://127.0.0.1:1" }],
  ])("are not asked when %s", async (_what, connection) => {
    expect(await silencesFor(connection)("it").ours("HostDown", live)).toMatchObject({
      is: "unreached",
      why: "not_ready",
      detail: 'connections.yaml has no alertmanager connection "it"',
    });
  });
});

const NEAR = { allow_addresses: ["127.0.0.0/8"] };

function silencesFor(it: object | undefined) {
  const listed = Connections.parse({ format: 1, connections: it === undefined ? {} : { it } });
  return silencesIn(() => listed, systemClock);
}
