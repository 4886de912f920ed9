import { describe, expect, test } from "vitest";
import { giveMemoryBack } from "../../../src/cli/serve/give-memory-back.ts";
import { fakeClock } from "../../engine/fake-clock.ts";

const LOOK = 10_000;
const CALM = 100;
const BUSY = 600;

describe("a service that has done its work", () => {
  test("gives back in a calm moment what it took", async () => {
    const { live, given } = service();

    await live({ cpuMs: CALM, tookMb: 50 });

    expect(given()).toBe(1);
  });

  test("does not stop for it while there is work", async () => {
    const { live, given } = service();

    await live({ cpuMs: BUSY, tookMb: 50 });
    expect(given()).toBe(0);
    await live({ cpuMs: CALM, tookMb: 0 });

    expect(given()).toBe(1);
  });

  test("gives nothing back again until it has taken enough to make it worth while", async () => {
    const { live, given } = service();
    await live({ cpuMs: CALM, tookMb: 50 });

    await live({ cpuMs: CALM, tookMb: 10 });
    expect(given()).toBe(1);
    await live({ cpuMs: CALM, tookMb: 10 });

    expect(given()).toBe(2);
  });

  test("no longer looks at itself once it is told to stop", async () => {
    const { live, given, stop, clock } = service();
    await live({ cpuMs: BUSY, tookMb: 50 });

    stop();
    await live({ cpuMs: CALM, tookMb: 0 });

    expect(given()).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});

/** Needs 100 MB. */
function service() {
  const clock = fakeClock();
  let used = { cpuMs: 0, rssMb: 100 };
  let given = 0;
  const giveBack = async (): Promise<void> => {
    given++;
    used = { ...used, rssMb: 100 };
  };
  const stop = giveMemoryBack({ use: () => used, giveBack }, clock);
  const live = async ({ cpuMs, tookMb }: { cpuMs: number; tookMb: number }): Promise<void> => {
    used = { cpuMs: used.cpuMs + cpuMs, rssMb: used.rssMb + tookMb };
    await clock.pass(LOOK);
  };
  return { live, given: () => given, stop, clock };
}
