import { describe, expect, test } from "vitest";
import type { StepKind } from "../../../src/steps/step-kind.ts";
import { askAfter } from "../../../src/engine/worker/ask-after.ts";
import type { Perform } from "../../../src/engine/machine/effect.ts";
import { kinds } from "../machine/kinds.ts";
import { NOBODY } from "./nobody.ts";

describe("a look at a change on its way", () => {
  test("is given what the change had returned, and brings what it says now", async () => {
    const given: unknown[] = [];
    const { look } = looking(async (params, output) => {
      given.push(params, output);
      return { is: "settled", output: { value: 2 }, summary: "There." };
    });

    expect(await look(0)).toEqual({ is: "succeeded", output: { value: 2 } });
    expect(given).toEqual([{ target: "one" }, { value: 1 }]);
  });

  test("says how far it has come, in few words", async () => {
    const { look } = looking(async () => ({ is: "pending", progress: "x".repeat(999) }));

    expect(await look(0)).toEqual({ is: "pending", progress: "x".repeat(300) });
  });

  test("that breaks off or fails in passing says nothing, and is told of", async () => {
    const failure = { code: "E602", message: "busy", remedy: "Wait.", retry: "later" } as const;
    const busy = looking(async () => ({ is: "failed", failure }));
    const broken = looking(() => Promise.reject(new Error("the connection broke")));

    expect(await busy.look(0)).toEqual({ is: "pending", progress: null });
    expect(await broken.look(0)).toEqual({ is: "pending", progress: null });
    expect(broken.thrown).toMatchObject([{ message: "the connection broke" }]);
  });

  test("is over when it is stopped, although its kind does not listen", async () => {
    const { look, stop } = looking(() => new Promise(() => undefined));

    const seen = look(0);
    stop();

    expect(await seen).toEqual({ is: "pending", progress: null });
  });

  test("that finds nothing when the time is over is the last one", async () => {
    const { look } = looking(async () => ({ is: "pending", progress: "1 of 2" }));

    expect(await look(UNTIL - 1)).toMatchObject({ is: "pending" });
    expect(await look(UNTIL)).toMatchObject({ is: "failed", failure: { code: "E303" } });
  });

  test("that finds it when the time is over has still found it", async () => {
    const output = { value: 2 };
    const { look } = looking(async () => ({ is: "settled", output, summary: "There." }));

    expect(await look(UNTIL + 1)).toMatchObject({ is: "succeeded" });
  });
});

const UNTIL = 60_000;

const EFFECT: Perform = {
  is: "perform",
  step: "one",
  item: 0,
  phase: "arrival",
  attempt: 1,
  kind: "test.roll",
  with: { target: "one" },
  key: "r-1/one/0/arrival",
  until: UNTIL,
  awaits: { value: 1 },
};

type Settle = NonNullable<StepKind<unknown, unknown, unknown>["settled"]>;

function looking(settled: Settle) {
  const thrown: unknown[] = [];
  const control = new AbortController();
  const known = kinds.get("test.roll");
  if (known?.carrier !== "step") throw new Error("there is a kind that takes its time");
  const look = (now: number) =>
    askAfter(
      {
        run: "r-1",
        effect: EFFECT,
        called: { kind: { ...known, settled }, effect: "read" },
        needs: {
          ...NOBODY,
          http: () => ({ honoursKey: false, call: () => Promise.reject(new Error("no")) }),
        },
        signal: control.signal,
        onThrown: (error) => thrown.push(error),
      },
      () => now,
    );
  return { look, thrown, stop: () => control.abort() };
}
