import type { Weighed } from "../../../steps/step-kind.ts";
import type { Perform } from "../../machine/effect.ts";
import { calledBy } from "../called-kind.ts";
import type { Work } from "../work.ts";

const LONGEST = 5_000;

/** Asks the kind what a change would do to the size and the service of a workload. */
export async function weigh({ program, lease, tools }: Work, effect: Perform): Promise<Weighed> {
  const { kind } = calledBy(program, effect);
  if (kind.weigh === undefined) return { ok: true, weight: { size: null, losses: [] } };
  const deadline = new AbortController();
  const timeIsOver = (): void => deadline.abort(new Error("its time is over"));
  const cancel = tools.clock.after(LONGEST, timeIsOver);
  const signal = AbortSignal.any([lease.signal, deadline.signal]);
  try {
    return await kind.weigh(effect.with, tools.needs, signal);
  } catch (error) {
    return { ok: false, failure: brokeOff(effect, error) };
  } finally {
    cancel();
  }
}

function brokeOff({ step, kind }: Perform, error: unknown) {
  return {
    code: "E307",
    message: `"${step}" was not sent: ${kind} could not say what would become unavailable`,
    remedy: "Look whether the system behind it answers.",
    detail: String(error instanceof Error ? error.stack : error).slice(0, 2_000),
    retry: "never_left",
  } as const;
}
