import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commandsIn } from "../../../src/cli/serve/commands.ts";
import { Connections } from "../../../src/config/connections.ts";
import { commandRun } from "../../../src/steps/command/run.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";

const REQUEUE = `#!/bin/sh
mkdir -p "$KEPT/$EFFECT_KEY"
echo '{"moved": 3}' | tee "$KEPT/$EFFECT_KEY/$1"
`;

const WAS_REQUEUED = `#!/bin/sh
if [ -e "$KEPT/broken" ]; then exit 7; fi
cat "$KEPT/$1/$2" 2>/dev/null || exit 1
`;

const FILLED = { connection: "tools", program: "requeue", arguments: ["orders"], output: "json" };

const params = commandRun.params.parse(FILLED);
const attempt = { run: "r-1", step: "requeue", key: "r-1/requeue", number: 1 };
const live = new AbortController().signal;

describe("a program that others can be asked about", () => {
  exerciseLastingEffect(commandRun, {
    filled: FILLED,
    startWorld: async () => {
      const { folder, needs } = await startTools();
      return { needs, state: async () => folder, meddle: async () => undefined };
    },
  });

  test("is in doubt when the other one cannot tell", async () => {
    const { folder, needs } = await startTools();
    await writeFile(join(folder, "broken"), "");

    expect(await commandRun.probe?.(params, needs, attempt, live)).toEqual({
      is: "unknown",
      reason: "was-requeued ended with exit code 7",
    });
  });

  test("is in doubt when the other one cannot be started, or writes what cannot be read", async () => {
    const { folder, needs } = await startTools();
    await commandRun.run(params, needs, attempt, live);
    const unread = await startTools("#!/bin/sh\necho no JSON\n");

    expect(await commandRun.probe?.(params, unread.needs, attempt, live)).toMatchObject({
      is: "unknown",
    });
    await chmod(join(folder, "was-requeued"), 0o644);
    expect(await commandRun.probe?.(params, needs, attempt, live)).toEqual({
      is: "unknown",
      reason: "was-requeued could not be asked",
    });
  });

  test("is in doubt when there is no other one", async () => {
    const { needs } = await startTools();
    const other = { ...params, program: "was-requeued" };

    expect(await commandRun.probe?.(other, needs, attempt, live)).toEqual({
      is: "unknown",
      reason: "connections.yaml names no probe for was-requeued",
    });
  });
});

/** Real programs: one that keeps what it did under the key of the effect, and one that looks there. */
async function startTools(teller = WAS_REQUEUED) {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-probe-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of [
    ["requeue", REQUEUE],
    ["was-requeued", teller],
  ] as const) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
  const environment = { PATH: "/usr/bin:/bin", KEPT: folder };
  const listed = (name: string, more: object) => ({
    path: join(folder, name),
    environment,
    ...more,
  });
  const programs = {
    requeue: listed("requeue", { probe: "was-requeued" }),
    "was-requeued": listed("was-requeued", { reads: true }),
  };
  const connections = Connections.parse({
    format: 1,
    connections: { tools: { type: "command", programs } },
  });
  return { folder, needs: { commands: commandsIn(() => connections) } };
}
