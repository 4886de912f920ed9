import type { Clock } from "../../../src/ports/clock.ts";
import type { Arrival } from "./arrival.ts";
import type { EffectLog } from "./effect-log.ts";
import { type Memory, nameOf } from "./memory.ts";
import type { Mode } from "./mode.ts";
import type { Wish } from "./request.ts";

export interface Judge {
  readonly log: EffectLog;
  readonly memory: Memory;
  readonly clock: Pick<Clock, "now" | "after">;
}

export type Reply =
  | { readonly is: "answer"; readonly status: number; readonly body: object }
  | { readonly is: "cut" };

export type Apply = (wish: Wish, mode: Mode) => Promise<Reply>;

/** Decides which requests take effect, and has each of them on the disk before it is answered. */
export function makeApply({ log, memory, clock }: Judge, earlier: readonly Arrival[]): Apply {
  const appliedUnder = new Map<string, Promise<Arrival>>();
  for (const arrival of earlier) {
    if (arrival.isKeyed && arrival.was === "applied") {
      appliedUnder.set(nameOf(arrival), Promise.resolve(arrival));
    }
  }

  return async (wish, mode) => {
    switch (mode.is) {
      case "refuse":
        return { is: "answer", status: 409, body: { refused: wish.target } };
      case "fail":
        return { is: "answer", status: mode.status, body: { failed: wish.target } };
      case "answer":
        return done(await carryOut(wish, "success"));
      case "take_long":
        return done(await carryOut(wish, "success", mode.ms));
      case "answer_late": {
        const effect = await carryOut(wish, "success");
        await pause(mode.ms);
        return done(effect);
      }
      case "apply_and_cut":
        await carryOut(wish, "nothing");
        return { is: "cut" };
      case "apply_and_fail":
        await carryOut(wish, "error");
        return { is: "answer", status: mode.status, body: { failed: wish.target } };
    }
  };

  /** The effect of this request, or that of the first one under the same key. */
  async function carryOut(wish: Wish, answer: Arrival["answer"], ms = 0): Promise<Arrival> {
    const first = wish.isKeyed ? appliedUnder.get(nameOf(wish)) : undefined;
    if (first === undefined) {
      const effect = record(wish, "applied", answer, ms);
      if (wish.isKeyed) appliedUnder.set(nameOf(wish), effect);
      return effect;
    }
    const effect = await first;
    await record(wish, "repeated", answer, ms);
    return effect;
  }

  async function record(
    wish: Wish,
    was: Arrival["was"],
    answer: Arrival["answer"],
    ms: number,
  ): Promise<Arrival> {
    const started = clock.now();
    memory.begin(wish);
    if (ms > 0) await pause(ms);
    const arrival = await log.append({ ...wish, was, started, ended: clock.now(), answer });
    memory.keep(arrival);
    memory.end(wish);
    return arrival;
  }

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => clock.after(ms, resolve));
  }
}

function done({ number }: Arrival): Reply {
  return { is: "answer", status: 200, body: { effect: number } };
}
