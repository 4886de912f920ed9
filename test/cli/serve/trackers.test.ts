import { describe, expect, test } from "vitest";
import { trackersIn } from "../../../src/cli/serve/trackers.ts";
import { Connections } from "../../../src/config/connections.ts";
import { answerJson, startCounterpart } from "../../integrations/http/counterpart.ts";

const live = new AbortController().signal;
const WISH = { title: "t", text: "x", labels: [], priority: "high", key: "k-1" } as const;
const CREATE = { path: "/issues", body: { summary: "{title}" }, answer: { id: "/id" } };

describe("the ticket connections of connections.yaml", () => {
  test("make a ticket below their address, with the key where one is honoured", async () => {
    const server = await startCounterpart(answerJson({ id: "7" }));
    const tickets = trackersFor({
      type: "ticket",
      base_url: `${server.url}/api`,
      allow_addresses: ["127.0.0.0/8"],
      idempotency_header: "X-Key",
      create: CREATE,
    });

    const answer = await tickets("it").create(WISH, live);

    expect(answer).toEqual({ is: "created", id: "7", url: undefined });
    expect(tickets("it").honoursKey).toBe(true);
    expect(server.seen).toMatchObject([
      { url: "/api/issues", headers: { "x-key": "k-1" }, body: '{"summary":"t"}' },
    ]);
  });

  test("must have a place for the title", () => {
    const wrong = { ...CREATE, body: { summary: "an incident" } };

    expect(() =>
      trackersFor({ type: "ticket", base_url: "https://t.example", create: wrong }),
    ).toThrow("{title}");
  });

  test.each([
    ["missing", undefined],
    ["of another type", { type: "http", base_url: "http://127.0.0.1:1" }],
  ])("are not asked when %s", async (_what, connection) => {
    const tickets = trackersFor(connection)("it");

    expect(await tickets.create(WISH, live)).toMatchObject({
      is: "unreached",
      why: "not_ready",
      detail: 'connections.yaml has no ticket connection "it"',
    });
    expect(tickets.honoursKey).toBe(false);
  });
});

function trackersFor(it: object | undefined) {
  const listed = Connections.parse({ format: 1, connections: it === undefined ? {} : { it } });
  return trackersIn(() => listed);
}
