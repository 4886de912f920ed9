import { describe, expect, test, vi } from "vitest";
import { commandsIn } from "../../../src/cli/serve/commands.ts";
import { Connections } from "../../../src/config/connections.ts";

const connections = Connections.parse({
  format: 1,
  connections: {
    tools: {
      type: "command",
      programs: {
        say: {
          path: "/bin/sh",
          arguments: ["-c", 'echo "$0 $TOKEN"'],
          environment: { TOKEN: "env:PITCREW_TEST_TOKEN" },
          repeatable: true,
        },
        look: { path: "/bin/true", reads: true },
        change: { path: "/bin/true", probe: "look" },
        tell: { path: "/bin/sh", arguments: ["-c", 'echo "$EFFECT_KEY"'] },
      },
    },
    web: { type: "http", base_url: "https://web.example" },
  },
});

const live = new AbortController().signal;

describe("the commands of connections.yaml", () => {
  const commands = commandsIn(() => connections);

  test("run with the arguments of their connection first, and hide its secrets", async () => {
    vi.stubEnv("PITCREW_TEST_TOKEN", "s3cr3t-value");

    const answer = await commands("tools").run({ program: "say", arguments: ["hello"] }, live);

    expect(answer).toMatchObject({ is: "ended", stdout: { text: "hello [secret]\n" } });
    vi.unstubAllEnvs();
  });

  test("are not started without their secrets", async () => {
    vi.stubEnv("PITCREW_TEST_TOKEN", "");

    const answer = await commands("tools").run({ program: "say", arguments: [] }, live);

    expect(answer).toMatchObject({
      is: "never_started",
      why: "not_ready",
      detail: "The environment variable PITCREW_TEST_TOKEN is not set",
    });
    vi.unstubAllEnvs();
  });

  test("find the key of the effect in their environment", async () => {
    const told = { program: "tell", arguments: [], key: "r-1/act" };

    expect(await commands("tools").run(told, live)).toMatchObject({
      stdout: { text: "r-1/act\n" },
    });
  });

  test("are told about by the one that the operator names", () => {
    const { probeOf } = commands("tools");

    expect(["change", "look", "other"].map(probeOf)).toEqual(["look", undefined, undefined]);
  });

  test("are of the class that the operator gives them", () => {
    const { classOf } = commands("tools");

    expect(["say", "look", "change", "other", "__proto__"].map(classOf)).toEqual([
      "idempotent",
      "read",
      "once",
      undefined,
      undefined,
    ]);
  });

  test.each([
    ["tools", "other"],
    ["web", "say"],
    ["nowhere", "say"],
  ])("are never started when %s lists no %s", async (connection, program) => {
    const answer = await commands(connection).run({ program, arguments: [] }, live);

    expect(answer).toMatchObject({ is: "never_started", why: "not_listed" });
  });
});
