import { z } from "zod";
import { name } from "../../../src/model/fields.ts";
import { kinds as shipped } from "../../../src/steps/registry.ts";
import {
  type AnyKind,
  type Attempt,
  type Kinds,
  type StepKind,
  succeeded,
  type Undo,
} from "../../../src/steps/step-kind.ts";
import { askOracle, lookAtOracle, Output, Seen } from "./ask-oracle.ts";

const Params = z.strictObject({ target: name(), to: z.int().default(0) });
type Params = z.infer<typeof Params>;

type Kind = StepKind<Params, Output, unknown>;

/** Kinds whose effects are lines in the log of an oracle, or of a proxy before it. */
export function oracleKinds(url: string): Kinds {
  return new Map<string, AnyKind>([
    ...shipped,
    ["oracle.read", reading(url)],
    ["oracle.once", changing(url, { kind: "oracle.once", effect: "once", undo: NO_WAY_BACK })],
    ["oracle.keyed", changing(url, keyed(url))],
    ["oracle.probed", changing(url, probed(url))],
  ]);
}

const NO_WAY_BACK: Undo<Params, Output, unknown> = {
  is: "impossible",
  because: "the oracle forgets nothing",
};

type Facts = Pick<Kind, "kind" | "effect" | "undo"> & Partial<Kind>;

function keyed(url: string): Facts {
  return {
    kind: "oracle.keyed",
    effect: "idempotent",
    undo: {
      is: "possible",
      describe: ({ target }) => `Put back ${target}`,
      run: (params, output, _needs, attempt, signal) => {
        const content = contentOf("oracle.keyed", params, attempt, output);
        return askOracle({ url, isKeyed: true, attempt, ...content }, signal);
      },
    },
  };
}

function probed(url: string): Facts {
  return {
    kind: "oracle.probed",
    effect: "once",
    undo: NO_WAY_BACK,
    probe: async ({ target }, _needs, { key }, signal) => {
      const { effect } = await lookAtOracle({ url, target, key }, signal);
      if (effect === 0) return { is: "not_happened" };
      return { is: "happened", output: { effect }, summary: `Had set ${target}` };
    },
  };
}

function changing(url: string, facts: Facts): AnyKind {
  const isKeyed = facts.effect === "idempotent";
  const kind: Kind = {
    carrier: "step",
    major: 1,
    summary: "Exists in experiments only.",
    params: Params,
    output: Output,
    timeout: "30s",
    example: { target: "one" },
    describe: ({ target, to }) => `Set ${target} to ${to}`,
    targets: ({ target }) => [target],
    material: [],
    plan: async ({ target, to }) => ({
      ok: true,
      plan: { before: {}, after: { target, to }, sentence: `Set ${target} to ${to}.` },
    }),
    run: (params, _needs, attempt, signal) => {
      const content = contentOf(facts.kind, params, attempt, null);
      return askOracle({ url, isKeyed, attempt, ...content }, signal);
    },
    ...facts,
  };
  return kind;
}

function reading(url: string): AnyKind {
  const kind: StepKind<Params, Seen, unknown> = {
    kind: "oracle.read",
    carrier: "step",
    major: 1,
    summary: "Exists in experiments only.",
    effect: "read",
    params: Params,
    output: Seen,
    timeout: "30s",
    example: { target: "one" },
    describe: ({ target }) => `Look at ${target}`,
    targets: () => [],
    material: [],
    plan: () => Promise.reject(new Error("nobody plans in an experiment")),
    run: async ({ target }, _needs, { key }, signal) =>
      succeeded(await lookAtOracle({ url, target, key }, signal), `Looked at ${target}`),
    undo: { is: "unneeded" },
  };
  return kind;
}

/** Everything that the effect does, in the form that the engine makes its digest from. */
function contentOf(kind: string, params: Params, { key }: Attempt, undoes: Output | null) {
  const content = { kind, with: params, key, undoes, awaits: null };
  return { target: params.target, body: JSON.stringify(content) };
}
