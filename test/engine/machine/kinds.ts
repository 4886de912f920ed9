import { z } from "zod";
import { name } from "../../../src/model/fields.ts";
import { kinds as realKinds } from "../../../src/steps/registry.ts";
import type { AnyKind, Kinds, StepKind } from "../../../src/steps/step-kind.ts";

const Params = z.strictObject({ target: name(), to: z.int().min(0).max(100).default(0) });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({ value: z.int(), list: z.array(z.int()).optional() });
type Output = z.infer<typeof Output>;

type Kind = StepKind<Params, Output, unknown>;

const notCalled = (): never => {
  throw new Error("the machine never performs anything itself");
};

function kindOf(facts: Pick<Kind, "kind" | "effect" | "undo"> & Partial<Kind>): Kind {
  return {
    carrier: "step",
    major: 1,
    summary: "A kind for tests.",
    params: Params,
    output: Output,
    timeout: "1m",
    example: { target: "one" },
    describe: ({ target, to }) => `${facts.kind} ${target} to ${to}`,
    targets: ({ target }) => (facts.effect === "read" ? [] : [target]),
    material: [],
    plan: notCalled,
    run: notCalled,
    ...facts,
  };
}

const PUT_BACK: Kind["undo"] = {
  is: "possible",
  describe: ({ target }) => `Put back ${target}`,
  run: notCalled,
};

const IMPOSSIBLE = { is: "impossible", because: "it is a test" } as const;

/** One kind of each class, one that takes its time and one for the time of a run, beside the control kinds that Pitcrew really has. */
export const kinds: Kinds = new Map<string, AnyKind>([
  ...[...realKinds].filter(([, kind]) => kind.carrier === "engine"),
  ["test.read", kindOf({ kind: "test.read", effect: "read", undo: { is: "unneeded" } })],
  ["test.set", kindOf({ kind: "test.set", effect: "idempotent", undo: PUT_BACK })],
  [
    "test.roll",
    kindOf({
      kind: "test.roll",
      effect: "idempotent",
      undo: PUT_BACK,
      settled: notCalled,
      material: ["to"],
    }),
  ],
  [
    "test.hush",
    kindOf({ kind: "test.hush", effect: "idempotent", undo: PUT_BACK, temporary: true }),
  ],
  ["test.fire", kindOf({ kind: "test.fire", effect: "once", undo: IMPOSSIBLE })],
]);
