import { z } from "zod";
import { type Attempt, failed, type StepResult, succeeded } from "../../../src/steps/step-kind.ts";

export const Output = z.strictObject({ effect: z.int() });
export type Output = z.infer<typeof Output>;

export const Seen = z.strictObject({
  effects: z.int(),
  effect: z.int(),
  isUnderWay: z.boolean(),
});
export type Seen = z.infer<typeof Seen>;

interface Asking {
  readonly url: string;
  readonly target: string;
  readonly isKeyed: boolean;
  readonly attempt: Attempt;
  readonly body: string;
}

/** Asks for an effect, as a step would of any system. */
export async function askOracle(asking: Asking, signal: AbortSignal): Promise<StepResult<Output>> {
  const { url, target, isKeyed, attempt, body } = asking;
  const { run, step, key, number } = attempt;
  const headers = {
    [isKeyed ? "idempotency-key" : "attempt-key"]: key,
    "effect-run": run,
    "effect-step": step,
    "effect-attempt": String(number),
  };
  try {
    const request = { method: "POST", headers, body, signal };
    const answer = await fetch(`${url}/effects/${target}`, request);
    if (answer.ok) return succeeded(Output.parse(await answer.json()), `Set ${target}`);
    return notDone(`the oracle answered ${answer.status}`, answer.status < 500 ? "never" : "later");
  } catch (error) {
    return notDone(String(error), "later");
  }
}

function notDone(message: string, retry: "never" | "later") {
  return failed({ code: "E602", message, remedy: "Look at the oracle's log.", retry });
}

interface Looking {
  readonly url: string;
  readonly target: string;
  readonly key: string;
}

/** Looks whether an effect took place, and what else happened to its target. */
export async function lookAtOracle(
  { url, target, key }: Looking,
  signal?: AbortSignal,
): Promise<Seen> {
  const request = { headers: { "attempt-key": key }, ...(signal === undefined ? {} : { signal }) };
  const answer = await fetch(`${url}/effects/${target}`, request);
  return Seen.parse(await answer.json());
}
