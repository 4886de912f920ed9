import { randomUUID } from "node:crypto";
import { setTimeout as anInstant } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { dispatchThroughRedis } from "../../../src/integrations/redis/dispatcher.ts";
import type { Dispatcher } from "../../../src/ports/dispatcher.ts";
import { fakeClock, type FakeClock } from "../../engine/fake-clock.ts";

export interface Opened {
  readonly dispatcher: Dispatcher;
  readonly clock: FakeClock;
  readonly keyspace: string;
  readonly troubles: readonly unknown[];
  readonly thrown: readonly unknown[];
}

interface Choices {
  /** Its own, unless it shall be shared with another dispatcher. */
  readonly keyspace?: string;
  readonly clock?: FakeClock;
  readonly onThrown?: (error: unknown) => void;
}

/** Too short to matter to anything else that is kept on the clock. */
export const LOOK_EVERY_MS = 0.001;

/** A dispatcher whose time stands still, but which Redis answers as fast as it can. */
export function open(url: string, choices: Choices = {}): Opened {
  const { keyspace = `test-${randomUUID()}`, clock = fakeClock() } = choices;
  const troubles: unknown[] = [];
  const thrown: unknown[] = [];
  const dispatcher = dispatchThroughRedis({
    url,
    keyspace,
    clock,
    lookEveryMs: LOOK_EVERY_MS,
    onTrouble: (error) => troubles.push(error),
    onThrown: choices.onThrown ?? ((error) => thrown.push(error)),
  });
  onTestFinished(() => dispatcher.close(0));
  return { dispatcher, clock, keyspace, troubles, thrown };
}

/** Comes back when it is so. Time may stand still for the dispatcher, never for Redis. */
export async function until(isSo: () => boolean, clock?: FakeClock): Promise<void> {
  while (!isSo()) {
    await clock?.pass(LOOK_EVERY_MS);
    await anInstant(1);
  }
}

/** Hands over what arrives, and holds on to nothing. */
export function collect(dispatcher: Dispatcher, concurrency = 5): (readonly [string, number])[] {
  const received: (readonly [string, number])[] = [];
  dispatcher.onWake(async (run, wakeSeq) => void received.push([run, wakeSeq]), { concurrency });
  return received;
}
