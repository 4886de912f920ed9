import { describe, expect, test } from "vitest";
import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { switchDispatchers } from "../../../src/engine/dispatch/switching.ts";
import type { Way } from "../../../src/engine/dispatch/way.ts";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";
import { exerciseDispatcher } from "../../contract/dispatcher.ts";
import { type FakeClock, fakeClock, settled } from "../fake-clock.ts";

describe("while the shared dispatcher is well", () => {
  exerciseDispatcher(() => {
    const clock = fakeClock();
    const open = async (onThrown: (error: unknown) => void) =>
      switching(clock, dispatchInProcess(clock, onThrown), dispatchInProcess(clock, onThrown));
    return { clock, pass: clock.pass, open };
  });
});

describe("while the shared dispatcher is not well", () => {
  exerciseDispatcher(() => {
    const clock = fakeClock();
    const open = async (onThrown: (error: unknown) => void) =>
      switching(clock, BROKEN, dispatchInProcess(clock, onThrown));
    return { clock, pass: clock.pass, open };
  });
});

describe("two dispatchers, one of them shared", () => {
  test("take turns as the shared one gets ill and well, and each turn is told once", async () => {
    const { dispatcher, clock, shared, sent, ways } = start();
    expect(ways).toEqual([]);
    dispatcher.wake("early", 0);

    shared.isWell = true;
    await clock.pass(1_000);
    dispatcher.wake("well", 0);
    shared.isWell = false;
    await clock.pass(1_000);
    dispatcher.wake("ill", 1, { priority: 3 });
    shared.isWell = true;
    await clock.pass(1_000);
    dispatcher.wake("well again", 0);

    expect(ways).toEqual(["shared", "local", "shared"]);
    expect(sent.shared).toEqual([
      ["well", 0],
      ["well again", 0],
    ]);
    expect(sent.local).toEqual([
      ["early", 0],
      ["ill", 1, { priority: 3 }],
    ]);
  });

  test("give the shared one five seconds to open before they speak of it", async () => {
    const { clock, ways } = start();

    await clock.pass(4_999);
    expect(ways).toEqual([]);
    await clock.pass(1);

    expect(ways).toEqual(["local"]);
  });

  test("are both listened to, whichever has its turn, by as many handlers as one", async () => {
    const clock = fakeClock();
    const [shared, local] = [dispatchInProcess(clock, fail), dispatchInProcess(clock, fail)];
    const dispatcher = switching(clock, shared, local);
    const begun: string[] = [];
    dispatcher.onWake(
      async (run) => {
        begun.push(run);
        await new Promise(() => undefined);
      },
      { concurrency: 2 },
    );

    for (const run of ["a", "b"]) shared.wake(run, 0);
    for (const run of ["c", "d"]) local.wake(run, 0);
    await settled();

    expect(begun).toEqual(["a", "b"]);
    expect(dispatcher.health()).toMatchObject({ working: 2, waiting: 2 });
  });

  test("hand out nothing that waited for a handler when they were closed", async () => {
    const clock = fakeClock();
    const [shared, local] = [dispatchInProcess(clock, fail), dispatchInProcess(clock, fail)];
    const dispatcher = switching(clock, shared, local);
    const ends: (() => void)[] = [];
    dispatcher.onWake(() => new Promise((resolve) => ends.push(resolve)), { concurrency: 1 });
    shared.wake("a", 0);
    local.wake("b", 0);
    await settled();

    const closed = dispatcher.close(1_000);
    ends[0]?.();
    await closed;

    expect(ends).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });
});

function switching(clock: FakeClock, shared: Dispatcher, local: Dispatcher) {
  return switchDispatchers({ shared, local, clock, onSwitch: () => undefined });
}

const BROKEN: Dispatcher = {
  wake: () => undefined,
  onWake: () => undefined,
  health: () => ({ isWell: false, waiting: 0, working: 0 }),
  close: async () => undefined,
};

function start() {
  const clock = fakeClock();
  const shared = { isWell: false };
  const sent: Record<"shared" | "local", unknown[]> = { shared: [], local: [] };
  const ways: Way[] = [];
  const dispatcher = switchDispatchers({
    shared: {
      ...BROKEN,
      wake: (...hint) => sent.shared.push(hint),
      health: () => ({ ...shared, waiting: 0, working: 0 }),
    },
    local: { ...BROKEN, wake: (...hint) => sent.local.push(hint) },
    clock,
    onSwitch: (to) => ways.push(to),
  });
  return { dispatcher, clock, shared, sent, ways };
}

function fail(error: unknown): never {
  throw error;
}
