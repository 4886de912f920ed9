import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import { atMost, type Bounded } from "./at-most.ts";
import { nextWay, type Way } from "./way.ts";

export interface Switching {
  /** Reaches all processes while it is well. */
  readonly shared: Dispatcher;
  /** Reaches this process, always. */
  readonly local: Dispatcher;
  readonly clock: Clock;
  /** Told once of each change of the way. */
  readonly onSwitch: (to: Way) => void;
}

/** Its health is that of the shared dispatcher; runs go on without it. */
export interface SwitchingDispatcher extends Dispatcher {
  readonly way: () => Way;
}

/**
 * Sends wakes through the shared dispatcher while that is well, otherwise to this process. Both
 * are listened to all the time, so nothing that is on its way gets lost by a switch.
 */
export function switchDispatchers(switching: Switching): SwitchingDispatcher {
  const { shared, local, clock, onSwitch } = switching;
  const openedAt = clock.monotonic();
  let way: Way = "opening";
  let bounded: Bounded | undefined;
  let cancel: Cancel | undefined;
  let isClosed = false;

  function look(): void {
    const next = nextWay(way, shared.health().isWell, clock.monotonic() - openedAt);
    if (next !== way) {
      way = next;
      onSwitch(way);
    }
    cancel = clock.after(LOOK_EVERY_MS, look);
  }

  look();
  return {
    way: () => way,
    wake: (...hint) => (way === "shared" ? shared : local).wake(...hint),
    onWake: (handler, limits) => {
      const unlessClosed: typeof handler = async (...hint) => {
        if (!isClosed) await handler(...hint);
      };
      bounded = atMost(limits.concurrency, unlessClosed);
      shared.onWake(bounded.handle, limits);
      local.onWake(bounded.handle, limits);
    },
    health: () => ({
      isWell: shared.health().isWell,
      waiting: shared.health().waiting + local.health().waiting + (bounded?.waiting() ?? 0),
      working: bounded?.working() ?? 0,
    }),
    close: async (graceMs) => {
      isClosed = true;
      cancel?.();
      await Promise.all([shared.close(graceMs), local.close(graceMs)]);
    },
  };
}

const LOOK_EVERY_MS = 250;
