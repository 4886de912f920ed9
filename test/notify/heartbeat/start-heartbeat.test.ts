import { expect, onTestFinished, test, vi } from "vitest";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import {
  type HeartbeatOptions,
  startHeartbeat,
} from "../../../src/notify/heartbeat/start-heartbeat.ts";

const HEARD = { is: "answered", status: 200, body: null } as const;

/** The test ends by itself when it takes too long. */
const FOREVER = { timeout: 0x7fff_ffff, interval: 5 };

test("somebody outside hears again and again that all is well", async () => {
  const beat = vi.fn<HeartbeatOptions["beat"]>(async () => HEARD);
  start({ beat });

  await vi.waitUntil(() => beat.mock.calls.length >= 3, FOREVER);
});

test("nobody hears anything while something is wrong, and then they do again", async () => {
  const beat = vi.fn<HeartbeatOptions["beat"]>(async () => HEARD);
  let troubles = ["The database does not answer."];
  const said: string[] = [];
  start({ beat, troubles: async () => troubles, onTrouble: (error) => said.push(String(error)) });

  await vi.waitUntil(() => said.length >= 2, FOREVER);
  expect(beat).not.toHaveBeenCalled();
  troubles = [];
  await vi.waitUntil(() => beat.mock.calls.length >= 1, FOREVER);

  expect(said[0]).toContain("The database does not answer.");
});

test.each([
  [{ is: "answered", status: 404, body: null }, "it answered 404"],
  [{ is: "unanswered", detail: "hung up" }, "hung up"],
] as const)("that %j did not count is said", async (answer, said) => {
  const troubles: string[] = [];
  start({ beat: async () => answer, onTrouble: (error) => troubles.push(String(error)) });

  await vi.waitUntil(() => troubles.length > 0, FOREVER);

  expect(troubles[0]).toContain(said);
});

function start(more: Partial<HeartbeatOptions>): void {
  const stop = startHeartbeat({
    troubles: async () => [],
    beat: async () => HEARD,
    everyMs: 1,
    clock,
    onTrouble: () => undefined,
    ...more,
  });
  onTestFinished(stop);
}
