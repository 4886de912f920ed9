import { describe, expect, test } from "vitest";
import type { Perform } from "../../../src/engine/machine/effect.ts";
import { fly } from "../../../src/engine/worker/fly.ts";
import { compileProgram } from "../../../src/playbook/program.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import { fakeClock, settled } from "../fake-clock.ts";
import { type Behaviour, createOutside } from "./outside.ts";
import { NOBODY } from "./nobody.ts";

describe("an effect on its way", () => {
  test("is stopped a second before the machine gives it up, and may still say how it went", async () => {
    const { flight, clock, signal } = await takeOff(30_000);

    await clock.pass(28_999);
    expect(signal().aborted).toBe(false);
    await clock.pass(1);

    expect(await flight).toMatchObject({ is: "failed", failure: { retry: "never_left" } });
  });

  test("keeps half of a time that is too short for last words", async () => {
    const { flight, clock, signal } = await takeOff(1_000);

    await clock.pass(499);
    expect(signal().aborted).toBe(false);
    await clock.pass(1);

    expect(signal().aborted).toBe(true);
    await flight;
  });

  test("is stopped when the lease is lost, and when the run gives it up", async () => {
    const lost = await takeOff(30_000);
    lost.lease.abort();
    expect(await lost.flight).toMatchObject({ is: "failed" });

    const givenUp = await takeOff(30_000);
    givenUp.run.abort();
    expect(await givenUp.flight).toMatchObject({ is: "failed" });
  });

  test("leaves no timer behind", async () => {
    const { flight, clock } = await takeOff(30_000, async () => DONE);

    expect(await flight).toEqual({ is: "succeeded", output: { value: 1 } });

    expect(clock.pending()).toBe(0);
  });
});

const DONE = { ok: true, output: { value: 1 }, summary: "Done." } as const;

const STOPPED = {
  code: "E303",
  message: "It was stopped",
  remedy: "Nothing has happened.",
  retry: "never_left",
} as const;

/** Obeys its signal, as every kind does. */
const untilStopped: Behaviour = async ({ signal }) => {
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  return { ok: false, failure: STOPPED };
};

async function takeOff(until: number, behaviour = untilStopped) {
  const outside = createOutside();
  outside.answerWith("look", behaviour);
  const clock = fakeClock();
  const [lease, run] = [new AbortController(), new AbortController()];
  const crew = {
    program: programWith(outside),
    lease: { signal: lease.signal, isHeld: () => true, letGo: () => undefined },
    moment: () => ({ at: clock.monotonic(), chance: 1 }),
    tools: {
      clock,
      needs: { ...NOBODY, http: nobodyCalls },
      onTrouble: () => undefined,
      atBoundary: async () => undefined,
    },
  };
  const flight = fly(crew, "r-1", { ...EFFECT, until }, run.signal);
  await settled();
  const signal = () => outside.sent[0]?.signal ?? AbortSignal.abort();
  return { flight, clock, lease, run, signal };
}

const EFFECT: Omit<Perform, "until"> = {
  is: "perform",
  step: "look",
  item: 0,
  phase: "run",
  attempt: 1,
  kind: "test.read",
  with: { target: "one", to: 0 },
  key: "r-1/look/0/run",
};

function programWith({ kinds }: ReturnType<typeof createOutside>) {
  const playbook = Playbook.parse({
    format: 1,
    name: "test",
    version: "1.0.0",
    owner: "team-test",
    severity: "high",
    summary: "A playbook for tests.",
    steps: [{ id: "look", kind: "test.read", with: { target: "one" } }],
  });
  const compiled = compileProgram(playbook, kinds, () => false);
  if (!compiled.ok) throw new Error("the playbook is fine");
  return compiled.program;
}

function nobodyCalls(): never {
  throw new Error("no test calls anybody");
}
