import { describe, expect, test } from "vitest";
import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { exerciseDispatcher } from "../../contract/dispatcher.ts";
import { fakeClock } from "../fake-clock.ts";

exerciseDispatcher(() => {
  const clock = fakeClock();
  return { clock, pass: clock.pass, open: async (onThrown) => dispatchInProcess(clock, onThrown) };
});

describe("the dispatcher within this process", () => {
  test("keeps one hint of a run that waits, unless there is later news", async () => {
    const dispatcher = dispatchInProcess(fakeClock(), () => undefined);

    dispatcher.wake("r-1", 1);
    dispatcher.wake("r-1", 1);
    dispatcher.wake("r-1", 0);
    expect(dispatcher.health().waiting).toBe(1);
    dispatcher.wake("r-1", 2);

    expect(dispatcher.health().waiting).toBe(2);
  });

  test("hands a run out again when it is woken again, also with the number of before", async () => {
    const clock = fakeClock();
    const received: string[] = [];
    const dispatcher = dispatchInProcess(clock, () => undefined);
    dispatcher.onWake(async (run) => void received.push(run), { concurrency: 1 });

    dispatcher.wake("r-1", 1);
    await clock.pass(0);
    dispatcher.wake("r-1", 1);
    await clock.pass(0);

    expect(received).toEqual(["r-1", "r-1"]);
  });

  test("hands out equally urgent hints in the order in which they came", async () => {
    const clock = fakeClock();
    const received: string[] = [];
    const dispatcher = dispatchInProcess(clock, () => undefined);

    for (const run of ["r-1", "r-2", "r-3", "r-4"]) dispatcher.wake(run, 0);
    dispatcher.onWake(async (run) => void received.push(run), { concurrency: 1 });
    await clock.pass(0);

    expect(received).toEqual(["r-1", "r-2", "r-3", "r-4"]);
  });

  test("needs one timer, however many hints it holds", async () => {
    const clock = fakeClock();
    const dispatcher = dispatchInProcess(clock, () => undefined);
    dispatcher.onWake(async () => undefined, { concurrency: 1 });

    for (let run = 0; run < 100; run++) dispatcher.wake(`r-${run}`, 0, { delayMs: 1_000 - run });

    expect(clock.pending()).toBe(1);
  });
});
