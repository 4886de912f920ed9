import { z } from "zod";
import { name } from "../../../src/model/fields.ts";
import { kinds as realKinds } from "../../../src/steps/registry.ts";
import type {
  AnyKind,
  Attempt,
  Kinds,
  Probed,
  Settled,
  StepKind,
  StepResult,
} from "../../../src/steps/step-kind.ts";

/** The outside: it counts what reaches it, and answers as it is told to. */
export interface Outside {
  readonly kinds: Kinds;
  /** Every effect and read that was sent, in order. */
  readonly sent: readonly Sent[];
  readonly sentBy: (step: string) => readonly Sent[];
  /** Resolves when a step's next effect has been sent. */
  readonly nextSent: (step: string) => Promise<Sent>;
  readonly answerWith: (step: string, behaviour: Behaviour) => void;
  readonly probeWith: (probe: () => Promise<Probed<Output>>) => void;
  /** What is there before a `test.level`, each time when somebody looks. */
  readonly levelWith: (look: () => number) => void;
  /** What is seen each time when somebody looks whether a change has arrived. */
  readonly settleWith: (settled: (signal: AbortSignal) => Promise<Settled<Output>>) => void;
}

export interface Sent extends Attempt {
  readonly kind: string;
  readonly signal: AbortSignal;
}

export type Behaviour = (sent: Sent) => Promise<StepResult<Output>>;

const Params = z.strictObject({ target: name(), to: z.int().min(0).max(100).default(0) });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({ value: z.int() });
type Output = z.infer<typeof Output>;

type Kind = StepKind<Params, Output, unknown>;

const IMPOSSIBLE = { is: "impossible", because: "it is a test" } as const;

export function createOutside(): Outside {
  const sent: Sent[] = [];
  const behaviours = new Map<string, Behaviour>();
  const awaited = new Map<string, (sent: Sent) => void>();
  let settle = async (_signal: AbortSignal): Promise<Settled<Output>> => ({
    is: "settled",
    output: { value: 1 },
    summary: "There.",
  });
  let level = (): number => 0;
  let probe: () => Promise<Probed<Output>> = async () => ({ is: "unknown", reason: "no trace" });

  async function receive(kind: string, attempt: Attempt, signal: AbortSignal) {
    const effect = { ...attempt, kind, signal };
    sent.push(effect);
    awaited.get(attempt.step)?.(effect);
    const behave = behaviours.get(attempt.step) ?? answerAtOnce;
    return behave(effect);
  }

  function kindOf(facts: Pick<Kind, "kind" | "effect" | "undo"> & Partial<Kind>): AnyKind {
    const kind: Kind = {
      carrier: "step",
      major: 1,
      summary: "A kind for tests.",
      params: Params,
      output: Output,
      timeout: "30s",
      example: { target: "one" },
      describe: ({ target, to }) => `${facts.kind} ${target} to ${to}`,
      targets: ({ target }) => (facts.effect === "read" ? [] : [target]),
      material: [],
      plan: async () => ({ ok: true, plan: { before: {}, after: {}, sentence: "As it says." } }),
      run: (_params, _needs, attempt, signal) => receive(facts.kind, attempt, signal),
      ...facts,
    };
    return kind;
  }

  const putBack: Kind["undo"] = {
    is: "possible",
    describe: ({ target }) => `Put back ${target}`,
    run: (_params, _output, _needs, attempt, signal) => receive("undo", attempt, signal),
  };

  const kinds = [
    ...[...realKinds.values()].filter(({ carrier }) => carrier === "engine"),
    kindOf({ kind: "test.read", effect: "read", undo: { is: "unneeded" } }),
    kindOf({ kind: "test.set", effect: "idempotent", undo: putBack }),
    kindOf({
      kind: "test.roll",
      effect: "idempotent",
      undo: putBack,
      settled: (_params, _output, _needs, signal) => settle(signal),
    }),
    kindOf({ kind: "test.hush", effect: "idempotent", undo: putBack, temporary: true }),
    kindOf({ kind: "test.fire", effect: "once", undo: IMPOSSIBLE }),
    kindOf({
      kind: "test.level",
      effect: "once",
      undo: IMPOSSIBLE,
      material: ["level"],
      plan: async () => {
        return { ok: true, plan: { before: { level: level() }, after: {}, sentence: "Levels." } };
      },
    }),
    kindOf({ kind: "test.probed", effect: "once", undo: IMPOSSIBLE, probe: () => probe() }),
  ];

  return {
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
    sent,
    sentBy: (step) => sent.filter((one) => one.step === step),
    nextSent: (step) => new Promise((resolve) => awaited.set(step, resolve)),
    answerWith: (step, behaviour) => behaviours.set(step, behaviour),
    settleWith: (other) => {
      settle = other;
    },
    probeWith: (other) => {
      probe = other;
    },
    levelWith: (other) => {
      level = other;
    },
  };
}

const answerAtOnce: Behaviour = async () => ({ ok: true, output: { value: 1 }, summary: "Done." });

/** An effect whose answer comes when the test wants it. */
export function gate(): { readonly behaviour: Behaviour; readonly open: (value?: number) => void } {
  const { promise, resolve } = Promise.withResolvers<number>();
  return {
    behaviour: async () => ({ ok: true, output: { value: await promise }, summary: "Done." }),
    open: (value = 1) => resolve(value),
  };
}
