import { z } from "zod";
import type { EffectClass } from "../../../src/model/effect-class.ts";
import { name } from "../../../src/model/fields.ts";
import { kinds as shipped } from "../../../src/steps/registry.ts";
import {
  type AnyKind,
  type Attempt,
  failed,
  type Kinds,
  type StepKind,
  type StepResult,
  succeeded,
} from "../../../src/steps/step-kind.ts";

const Params = z.strictObject({ target: name(), to: z.int().default(0) });
type Params = z.infer<typeof Params>;

const Output = z.strictObject({ effect: z.int() });
type Output = z.infer<typeof Output>;

type Changing = Exclude<EffectClass, "read">;

/** Kinds whose effects are lines in the log of an oracle, or of a proxy before it. */
export function oracleKinds(url: string): Kinds {
  return new Map<string, AnyKind>([
    ...shipped,
    ["oracle.once", oracleKind(url, "oracle.once", "once")],
    ["oracle.keyed", oracleKind(url, "oracle.keyed", "idempotent")],
  ]);
}

function oracleKind(url: string, kind: string, effect: Changing): AnyKind {
  const facts: StepKind<Params, Output, unknown> = {
    kind,
    carrier: "step",
    major: 1,
    summary: "Exists in experiments only.",
    effect,
    params: Params,
    output: Output,
    timeout: "30s",
    example: { target: "one" },
    describe: ({ target, to }) => `Set ${target} to ${to}`,
    targets: ({ target }) => [target],
    material: [],
    plan: () => Promise.reject(new Error("nobody plans in an experiment")),
    run: (params, _needs, attempt, signal) => send(url, { kind, effect, params, attempt }, signal),
    undo: { is: "impossible", because: "the oracle forgets nothing" },
  };
  return facts;
}

interface Sending {
  readonly kind: string;
  readonly effect: Changing;
  readonly params: Params;
  readonly attempt: Attempt;
}

async function send(
  url: string,
  { kind, effect, params, attempt }: Sending,
  signal: AbortSignal,
): Promise<StepResult<Output>> {
  const { run, step, key, number } = attempt;
  const headers = {
    [effect === "once" ? "attempt-key" : "idempotency-key"]: key,
    "effect-run": run,
    "effect-step": step,
    "effect-attempt": String(number),
  };
  const body = JSON.stringify({ kind, with: params, key, undoes: null });
  try {
    const request = { method: "POST", headers, body, signal };
    const answer = await fetch(`${url}/effects/${params.target}`, request);
    if (answer.ok) return succeeded(Output.parse(await answer.json()), `Set ${params.target}`);
    return notDone(`the oracle answered ${answer.status}`, answer.status < 500 ? "never" : "later");
  } catch (error) {
    return notDone(String(error), "later");
  }
}

function notDone(message: string, retry: "never" | "later") {
  return failed({ code: "E602", message, remedy: "Look at the oracle's log.", retry });
}
