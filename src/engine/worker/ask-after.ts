import type { Failure } from "../../model/failure.ts";
import type { Settled } from "../../steps/step-kind.ts";
import type { Perform } from "../machine/effect.ts";
import type { PerformResult } from "../machine/event.ts";
import { acceptOutput } from "./output.ts";
import type { Performance } from "./perform.ts";

/** Not yet arrived, or nobody could tell. */
export interface Pending {
  readonly is: "pending";
  /** Null when the look brought nothing. */
  readonly progress: string | null;
}

/**
 * Looks once whether a change has arrived. When its time is over, a look that does not find it is
 * the last one; so it has always been looked for at the end, however long nobody could.
 */
export async function askAfter(
  performance: Performance,
  now: () => number,
): Promise<PerformResult | Pending> {
  const { effect } = performance;
  const seen = await look(performance);
  if (seen.is !== "pending" || now() < effect.until) return seen;
  return { is: "failed", failure: didNotArrive(effect, seen) };
}

/** A look that breaks off, or fails in passing, says nothing about the change. */
async function look(performance: Performance): Promise<PerformResult | Pending> {
  const { effect, signal, onThrown } = performance;
  try {
    const seen = await Promise.race([ask(performance), whenAborted(signal)]);
    switch (seen.is) {
      case "settled":
        return acceptOutput(effect.kind, seen.output);
      case "pending":
        return { is: "pending", progress: seen.progress.slice(0, LONGEST_PROGRESS) };
      case "failed":
        return seen.failure.retry === "never" ? seen : { is: "pending", progress: null };
    }
  } catch (error) {
    onThrown(error);
    return { is: "pending", progress: null };
  }
}

async function ask({ effect, called, needs, signal }: Performance): Promise<Settled<unknown>> {
  const { kind } = called;
  if (kind.settled === undefined) throw new RangeError(`${effect.kind} is done when it answers`);
  return kind.settled(effect.with, effect.awaits, needs, signal);
}

/** Also for a kind that does not listen: the next look is more use than an old one. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Error("the look was stopped", { cause: signal.reason }));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}

function didNotArrive({ step }: Perform, { progress }: Pending): Failure {
  const last = progress === null ? "" : `; at last: ${progress}`;
  return {
    code: "E303",
    message: `"${step}" was sent, but its effect did not arrive in time${last}`,
    remedy: "Look at the system behind it; what was sent may still take effect.",
    retry: "never",
  };
}

const LONGEST_PROGRESS = 300;
