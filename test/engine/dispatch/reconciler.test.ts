import { describe, expect, test } from "vitest";
import { type Pace, startReconciler } from "../../../src/engine/dispatch/reconciler.ts";
import type { DueRun } from "../../../src/ports/run-store.ts";
import { fakeClock, settled } from "../fake-clock.ts";

describe("the reconciler", () => {
  test("wakes what is due at once and then at every scan", async () => {
    const { reconciler, woken, scans, clock } = start([[due("a"), due("b")], [], [due("b")]]);

    await settled();
    expect(woken).toEqual([
      ["a", 3, { priority: 5, epoch: 1 }],
      ["b", 3, { priority: 5, epoch: 1 }],
    ]);
    await clock.pass(4_000);

    expect(woken).toHaveLength(3);
    expect(scans).toEqual([SCAN, SCAN, SCAN]);
    expect(reconciler.health().redispatched).toBe(3);
  });

  test("wakes a run again that nobody had time for, and counts it once", async () => {
    const later = { ...due("a"), epoch: 2 };
    const { reconciler, woken, clock } = start([[due("a")], [due("a"), due("b")], [later]]);

    await clock.pass(2_000);
    expect(woken).toHaveLength(3);
    expect(reconciler.health().redispatched).toBe(2);
    await clock.pass(2_000);

    expect(reconciler.health().redispatched).toBe(3);
  });

  test("changes its pace from one scan to the next", async () => {
    const { scans, clock, paceOf } = start([]);
    await settled();

    paceOf({ everyMs: 250, graceMs: 100 });
    await clock.pass(2_250);

    expect(scans).toEqual([SCAN, { ...SCAN, graceMs: 100 }, { ...SCAN, graceMs: 100 }]);
  });

  test("leaves runs to others whose versions are not understood here, for as long as they are not", async () => {
    const { scans, clock, leave } = start([]);
    leave(["sha256:new"]);
    await settled();

    await clock.pass(2_000);
    leave([]);
    await clock.pass(2_000);

    expect(scans).toEqual([SCAN, { ...SCAN, strange: ["sha256:new"] }, SCAN]);
  });

  test("tells how old its latest scan is, and how long the oldest run has waited", async () => {
    const { reconciler, clock } = start([[due("a", -7_000), due("b", -2_000)], []]);
    expect(reconciler.health()).toEqual({ scanAgeMs: 0, oldestDueMs: null, redispatched: 0 });

    await clock.pass(500);
    expect(reconciler.health()).toEqual({ scanAgeMs: 500, oldestDueMs: 7_000, redispatched: 2 });
    await clock.pass(1_500);

    expect(reconciler.health()).toEqual({ scanAgeMs: 0, oldestDueMs: null, redispatched: 2 });
  });

  test("goes on after a scan that failed, and its age shows it", async () => {
    const { reconciler, woken, failed, clock } = start([new Error("no database"), [due("a")]]);

    await clock.pass(1_999);
    expect(failed).toEqual([new Error("no database")]);
    expect(reconciler.health().scanAgeMs).toBe(1_999);
    await clock.pass(1);

    expect(woken).toHaveLength(1);
    expect(reconciler.health().scanAgeMs).toBe(0);
  });

  test("can be stopped twice, and then wakes nobody", async () => {
    const { reconciler, woken, clock } = start([[due("a")], [due("b")]]);

    reconciler.stop();
    reconciler.stop();
    await clock.pass(10_000);

    expect(woken).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});

const SCAN = { limit: 50, graceMs: 1_000, strange: [] };

function due(run: string, dueAt = 0): DueRun {
  return { run, wakeSeq: 3, epoch: 1, priority: 5, dueAt };
}

function start(answers: readonly (readonly DueRun[] | Error)[]) {
  const clock = fakeClock();
  const woken: unknown[] = [];
  const failed: unknown[] = [];
  const scans: unknown[] = [];
  let strange: readonly string[] = [];
  let pace: Pace = { everyMs: 2_000, graceMs: 1_000 };
  const reconciler = startReconciler({
    store: {
      due: async (limit, graceMs, strange) => {
        const answer = answers[scans.length] ?? [];
        scans.push({ limit, graceMs, strange });
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    strange: async () => strange,
    wake: (...wake) => woken.push(wake),
    clock,
    onFailedScan: (error) => failed.push(error),
    pace: () => pace,
    limit: 50,
  });
  const paceOf = (next: Pace): void => {
    pace = next;
  };
  const leave = (versions: readonly string[]): void => {
    strange = versions;
  };
  return { reconciler, clock, woken, failed, scans, paceOf, leave };
}
