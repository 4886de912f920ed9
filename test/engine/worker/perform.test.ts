import { describe, expect, test } from "vitest";
import type { Perform } from "../../../src/engine/machine/effect.ts";
import { perform } from "../../../src/engine/worker/perform.ts";
import type { EffectClass } from "../../../src/model/effect-class.ts";
import type { Failure } from "../../../src/model/failure.ts";
import type { StepKind, StepResult } from "../../../src/steps/step-kind.ts";
import { createOutside } from "./outside.ts";
import { NOBODY } from "./nobody.ts";

const EFFECT: Perform = {
  is: "perform",
  step: "shot",
  item: 0,
  phase: "run",
  attempt: 3,
  kind: "test.set",
  with: { target: "one", to: 5 },
  key: "r-1/shot/0/run",
  until: 30_000,
};

describe("performing an effect", () => {
  test("hands the kind its params, its key and the number of the attempt", async () => {
    const outside = createOutside();

    const { result } = await performWith("idempotent", kindOf(outside));

    expect(result).toEqual({ is: "succeeded", output: { value: 1 } });
    expect(outside.sent).toMatchObject([
      { run: "r-1", step: "shot", key: "r-1/shot/0/run", number: 3, kind: "test.set" },
    ]);
  });

  test("uses the kind's own undo when it shall take back what it returned", async () => {
    const outside = createOutside();

    await performWith("idempotent", kindOf(outside), { ...EFFECT, undoes: { value: 1 } });

    expect(outside.sent).toMatchObject([{ kind: "undo" }]);
  });

  test.each<[EffectClass, Failure["code"], Failure["retry"], "failed" | "in_doubt"]>([
    ["once", "E605", "never", "in_doubt"],
    ["once", "E602", "later", "in_doubt"],
    ["once", "E602", "never", "failed"],
    ["once", "E601", "never_left", "failed"],
    ["idempotent", "E602", "later", "failed"],
    ["read", "E601", "later", "failed"],
  ])("of a %s effect that fails with %s, retry %s, says %s", async (effect, code, retry, is) => {
    const failure = { code, message: "It said no", remedy: "Ask.", retry };

    const { result } = await performWith(effect, answering({ ok: false, failure }));

    expect(result).toEqual(
      is === "failed" ? { is, failure } : { is: "in_doubt", reason: "It said no" },
    );
  });

  test("makes a failure that may be repeated of what a read throws, and tells of it", async () => {
    const { result, thrown } = await performWith("read", throwing());

    expect(result).toMatchObject({
      is: "failed",
      failure: { code: "E307", retry: "later", detail: expect.stringContaining("secret host") },
    });
    expect(thrown).toEqual([new Error("secret host")]);
  });

  test("is in doubt about a once effect that throws, without showing what it threw", async () => {
    const { result } = await performWith("once", throwing());

    expect(result).toMatchObject({ is: "in_doubt" });
    expect(JSON.stringify(result)).not.toContain("secret host");
  });

  test("calls it too slow when it throws because it was stopped", async () => {
    const { result } = await performWith("read", throwing(), EFFECT, AbortSignal.abort());

    expect(result).toMatchObject({ is: "failed", failure: { code: "E303", retry: "later" } });
  });

  test("keeps an output as JSON has it", async () => {
    const output = { kept: 1, dropped: undefined, at: new Date(0) };

    const { result } = await performWith("read", answering({ ok: true, output, summary: "Done." }));

    expect(result).toEqual({
      is: "succeeded",
      output: { kept: 1, at: "1970-01-01T00:00:00.000Z" },
    });
  });

  test("refuses an output of more than 1 MiB, and says that the step was done", async () => {
    const output = { text: "ä".repeat(600_000) };

    const { result } = await performWith("once", answering({ ok: true, output, summary: "Done." }));

    expect(result).toMatchObject({
      is: "failed",
      failure: { code: "E604", message: expect.stringContaining("carried out"), retry: "never" },
    });
  });
});

type Kind = StepKind<unknown, unknown, unknown>;

async function performWith(
  effect: EffectClass,
  kind: Kind,
  wanted = EFFECT,
  signal = new AbortController().signal,
) {
  const thrown: unknown[] = [];
  const result = await perform({
    run: "r-1",
    effect: wanted,
    called: { kind, effect },
    needs: { ...NOBODY, http: nobodyCalls },
    signal,
    onThrown: (error) => thrown.push(error),
  });
  return { result, thrown };
}

function kindOf({ kinds }: Pick<ReturnType<typeof createOutside>, "kinds">): Kind {
  const kind = kinds.get("test.set");
  if (kind?.carrier !== "step") throw new Error("the outside has this kind");
  return kind;
}

function answering(result: StepResult<unknown>): Kind {
  return { ...kindOf(createOutside()), run: async () => result };
}

function throwing(): Kind {
  return { ...kindOf(createOutside()), run: () => Promise.reject(new Error("secret host")) };
}

function nobodyCalls(): never {
  throw new Error("no test calls anybody");
}
