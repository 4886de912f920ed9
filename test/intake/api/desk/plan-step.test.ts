import { describe, expect, test } from "vitest";
import { planStep } from "../../../../src/intake/api/desk/plan-step.ts";
import type { PlanResult } from "../../../../src/steps/step-kind.ts";
import { programOf, read, set, UNVERIFIED } from "../../../engine/machine/driver.ts";
import { programStep } from "../../../../src/engine/machine/turn.ts";
import { NOBODY } from "../../../engine/worker/nobody.ts";

describe("a step that is planned", () => {
  test("shows what is there now and what it would become", async () => {
    const planned = await plan("one", async () => ({
      ok: true,
      plan: { before: { replicas: 8 }, after: { replicas: 14 }, sentence: "Scale from 8 to 14." },
    }));

    expect(planned).toMatchObject({
      does: "Scale from 8 to 14",
      change: { before: { replicas: 8 }, after: { replicas: 14 } },
      trouble: null,
    });
  });

  test("is looked up with its own input and with time to look", async () => {
    const given: unknown[] = [];
    await plan("one", async (params, needs, signal) => {
      given.push(params, needs, signal.aborted);
      return { ok: true, plan: { before: {}, after: {}, sentence: "Nothing." } };
    });

    expect(given).toEqual([{ target: "shop", to: 5 }, OUTSIDE, false]);
  });

  test("shows no values where there are none", async () => {
    const planned = await plan("one", async () => ({
      ok: true,
      plan: { before: {}, after: {}, sentence: "Look." },
    }));

    expect(planned).toMatchObject({ does: "Look", change: null });
  });

  test("whose input comes from earlier steps is not looked up", async () => {
    const planned = await plan("later", () => Promise.reject(new Error("nobody may look")));

    expect(planned).toMatchObject({ does: null, change: null, trouble: null });
  });

  test("says why it could not be looked up, and in its own words what it would do", async () => {
    const failure = {
      code: "E601",
      message: "No answer",
      remedy: "Wait.",
      retry: "later",
    } as const;
    const refused = await plan("one", async () => ({ ok: false, failure }));
    const broken = await plan("one", () => Promise.reject(new Error("password hunter2")));

    expect(refused).toMatchObject({
      does: "test.set shop to 5",
      trouble: { code: "E601", message: "No answer" },
    });
    expect(broken).toMatchObject({ does: "test.set shop to 5", trouble: { code: "E307" } });
    expect(JSON.stringify(broken)).not.toContain("hunter2");
  });
});

const OUTSIDE = {
  ...NOBODY,
  http: () => ({ honoursKey: false, call: () => Promise.reject(new Error("no")) }),
};

const KNOWN = { params: { target: "shop" }, run: { id: "r-1" }, steps: {} };

type Look = (params: unknown, needs: unknown, signal: AbortSignal) => Promise<PlanResult>;

function plan(id: string, look: Look) {
  const program = programOf(
    [
      set("one", { with: { target: "${{ params.target }}", to: 5 }, ...UNVERIFIED }),
      read("two"),
      set("later", {
        with: { target: "shop", to: "${{ steps.two.outputs.value }}" },
        ...UNVERIFIED,
      }),
    ],
    { params: { target: { type: "name" } } },
  );
  const step = programStep(program, id);
  const { kind } = step;
  if (kind.carrier !== "step") throw new Error("it touches the outside");
  return planStep({ ...step, kind: { ...kind, plan: look } }, "auto", KNOWN, OUTSIDE);
}
