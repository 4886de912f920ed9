import type { Braked } from "../../../model/braked.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { Work } from "../work.ts";

const LONGEST = 5_000;

/** Reads the signal that a playbook watches, and says no unless it is as it shall be. */
export async function watchGuard({ program, lease, tools }: Work): Promise<Braked | undefined> {
  const { guard } = program.playbook.safety ?? {};
  if (guard === undefined || program.guard === undefined) return undefined;
  const value = await readNumber(guard, lease.signal, tools);
  const { query, that, connection } = guard;
  if (typeof value !== "number") {
    return braked(`${connection} does not say what ${query} is: ${value.because}`, that, null);
  }
  const holds = program.guard.evaluate({ value });
  if (holds.ok && holds.value === true) return undefined;
  return braked(`${query} is ${value}, and ${that} must hold`, that, value);
}

async function readNumber(
  { query, connection }: { readonly query: string; readonly connection: string },
  held: AbortSignal,
  { needs, clock }: Pick<Work["tools"], "needs" | "clock">,
): Promise<number | { readonly because: string }> {
  const deadline = new AbortController();
  const cancel = clock.after(LONGEST, () => deadline.abort(new Error("its time is over")));
  try {
    const signal = AbortSignal.any([held, deadline.signal]);
    const answer = await needs.metrics(connection).now(query, signal);
    if (answer.is !== "found") return { because: answer.is.replaceAll("_", " ") };
    const [only, ...more] = answer.series;
    const value = more.length === 0 ? only?.samples[0]?.value : undefined;
    return Number.isFinite(value) && value !== undefined ? value : { because: "not one number" };
  } catch {
    return { because: "no answer" };
  } finally {
    cancel();
  }
}

function braked(message: string, that: string, value: JsonValue): Braked {
  return {
    brake: "guard",
    code: "E347",
    rule: `safety.guard: ${that}`,
    values: { value },
    message,
    remedy: "Look what the signal shows; the run goes on by itself when it holds again.",
    until: null,
  };
}
