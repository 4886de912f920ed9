import type { Braked } from "../../../model/braked.ts";
import type { Failure } from "../../../model/failure.ts";
import type { Clock } from "../../../ports/clock.ts";
import { admit, type Breaker, CLOSED, hear } from "../../brakes/breaker.ts";
import type { Perform } from "../../machine/effect.ts";
import type { PerformResult } from "../../machine/event.ts";
import { sleep } from "../../sleep.ts";

/** The breakers of all destinations, as one process knows them. */
export interface Breakers {
  /** Waits until the destination may be asked; says no when the signal does. */
  readonly pass: (effect: Perform, signal: AbortSignal) => Promise<Passed>;
  /** Why a change should not even be meant now, given what time it is by the clock of the runs. */
  readonly brake: (effect: Perform, now: number) => Braked | undefined;
  /** Destinations that are left alone at this moment. */
  readonly open: () => readonly string[];
}

export type Passed =
  | { readonly is: "passed"; readonly tell: Tell }
  | { readonly is: "refused"; readonly failure: Failure };

/** To be called once, whatever came of it; without a result when nobody waited for one. */
type Tell = (result: Heard | undefined) => void;

type Heard = PerformResult | { readonly is: "pending" };

export function createBreakers(clock: Pick<Clock, "after" | "monotonic">): Breakers {
  const breakers = new Map<string, Breaker>();
  const breakerOf = (destination: string): Breaker => breakers.get(destination) ?? CLOSED;

  async function pass(effect: Perform, signal: AbortSignal): Promise<Passed> {
    const destination = destinationOf(effect);
    if (destination === undefined) return { is: "passed", tell: () => undefined };
    for (;;) {
      const at = clock.monotonic();
      const admitted = admit(breakerOf(destination), isRetry(effect), at);
      if (admitted.is === "admitted") {
        breakers.set(destination, admitted.breaker);
        const tell: Tell = (result) => {
          const isGood = result === undefined ? null : isWell(result);
          const heard = hear(breakerOf(destination), at, isGood, clock.monotonic());
          breakers.set(destination, heard);
        };
        return { is: "passed", tell };
      }
      await sleep(clock, admitted.until - at, signal);
      if (signal.aborted) return { is: "refused", failure: leftAlone(destination) };
    }
  }

  return {
    pass,
    open: () =>
      [...breakers].flatMap(([destination, { openUntil }]) =>
        openUntil !== null && openUntil > clock.monotonic() ? [destination] : [],
      ),
    brake: (effect, now) => {
      const destination = destinationOf(effect);
      if (destination === undefined) return undefined;
      const { openUntil, failuresInARow } = breakerOf(destination);
      const rest = (openUntil ?? 0) - clock.monotonic();
      if (openUntil === null || rest <= 0) return undefined;
      const { code, message, remedy } = leftAlone(destination);
      const values = { destination, failuresInARow };
      const rule = `breaker of ${destination}`;
      const until = Math.ceil(now + rest);
      return { brake: "breaker", code, rule, values, message, remedy, until };
    },
  };
}

/** What stands behind a connection is one destination, whoever asks it for what. */
function destinationOf({ with: params }: Perform): string | undefined {
  const { connection } = params;
  return typeof connection === "string" ? connection : undefined;
}

function isRetry({ phase, attempt }: Perform): boolean {
  // The others are repeated on purpose.
  return attempt > 1 && (phase === "run" || phase === "before" || phase === "undo");
}

/** An answer is an answer, also when it is no. */
function isWell(result: Heard): boolean {
  if (result.is === "in_doubt") return false;
  if (result.is !== "failed" || result.failure.retry === "never") return true;
  return !NO_ANSWER.has(result.failure.code);
}

const NO_ANSWER: ReadonlySet<Failure["code"]> = new Set(["E303", "E601", "E602", "E605"]);

function leftAlone(destination: string): Failure {
  return {
    code: "E351",
    message: `${destination} failed so often that it was left alone, and nothing was sent`,
    remedy: `Look whether it is up: pitcrew connections test ${destination}.`,
    retry: "never_left",
  };
}
