import { dispatchInProcess } from "../../engine/dispatch/in-process.ts";
import type { Pace } from "../../engine/dispatch/reconciler.ts";
import { type SwitchingDispatcher, switchDispatchers } from "../../engine/dispatch/switching.ts";
import type { Way } from "../../engine/dispatch/way.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";

export interface Dispatch {
  readonly dispatcher: Dispatcher;
  /** Wakes the worker of this process, whatever has become of Redis. */
  readonly wakeHere: Dispatcher["wake"];
  /** Of the looks for runs that nobody was woken for. */
  readonly pace: () => Pace;
}

export interface DispatchOptions {
  readonly redisUrl: string | undefined;
  readonly onThrown: (error: unknown, run: string) => void;
  readonly note: (what: string) => void;
  readonly warn: (what: string, error: unknown) => void;
}

/** Without Redis, wakes travel within this process. */
export async function openDispatch(options: DispatchOptions): Promise<Dispatch> {
  const { redisUrl, onThrown } = options;
  const local = dispatchInProcess(clock, onThrown);
  if (redisUrl === undefined) return { dispatcher: local, wakeHere: local.wake, pace: () => ALONE };
  const dispatcher = await throughRedis(redisUrl, local, options);
  const pace = (): Pace => (dispatcher.way() === "shared" ? SHARED : INSTEAD);
  return { dispatcher, wakeHere: local.wake, pace };
}

const ALONE: Pace = { everyMs: 1_000, graceMs: 1_000 };
const SHARED: Pace = { everyMs: 2_000, graceMs: 1_000 };
/** While Redis is not well, due runs are found by looking alone. */
const INSTEAD: Pace = { everyMs: 250, graceMs: 250 };

const LOOK_EVERY_MS = 1_000;

/** Loaded only where there is a Redis: it takes as much memory as all the rest of Pitcrew. */
async function throughRedis(
  url: string,
  local: Dispatcher,
  { onThrown, note, warn }: DispatchOptions,
): Promise<SwitchingDispatcher> {
  const { dispatchThroughRedis } = await import("../../integrations/redis/dispatcher.ts");
  let trouble: unknown = "it does not answer";
  const shared = dispatchThroughRedis({
    url,
    keyspace: "pitcrew",
    clock,
    lookEveryMs: LOOK_EVERY_MS,
    onThrown,
    // One line when the way changes says enough; Redis can fail many times a second.
    onTrouble: (error) => {
      trouble = error;
    },
  });
  const onSwitch = (to: Way): void => {
    if (to === "shared") note("Redis is well and carries the wakes of runs.");
    else warn("Redis is not well, so due runs are looked for until it is", trouble);
  };
  return switchDispatchers({ shared, local, clock, onSwitch });
}
