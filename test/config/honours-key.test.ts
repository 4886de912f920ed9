import { expect, test } from "vitest";
import { Connections, honoursKey } from "../../src/config/connections.ts";

const connections = Connections.parse({
  format: 1,
  connections: {
    tools: {
      type: "command",
      programs: {
        requeue: { path: "/bin/requeue", repeatable: true },
        depth: { path: "/bin/depth", reads: true },
        restart: { path: "/bin/restart" },
      },
    },
    tracker: {
      type: "ticket",
      base_url: "https://tracker.example",
      idempotency_header: "X-Key",
      create: { path: "/issues", body: "{title}", answer: { id: "/id" } },
    },
  },
});

test("a program may be repeated where the operator says so, or where it changes nothing", () => {
  const answers = ["requeue", "depth", "restart", "other", "__proto__"].map((program) =>
    honoursKey(connections, "tools", { program }),
  );

  expect(answers).toEqual([true, true, false, false, false]);
  expect(honoursKey(connections, "tools")).toBe(false);
});

test("a ticket may be asked for again where the tracker knows the key", () => {
  expect(honoursKey(connections, "tracker")).toBe(true);
  expect(honoursKey(connections, "nowhere")).toBe(false);
});
