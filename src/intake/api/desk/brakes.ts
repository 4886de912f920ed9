import { authorOf } from "../../../access/actor.ts";
import { tellWaiters } from "../../../engine/tell-waiters.ts";
import type { HeldTarget, Scope, Switch, Switches } from "../../../ports/switches.ts";
import type { BrakeDesk } from "../brake-desk.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { HoldView, SwitchView } from "../views/brake-views.ts";
import type { Desk } from "./desk.ts";
import { stopRunsUnder } from "./stop-runs-under.ts";
import { timeText } from "./view-summary.ts";

type Tools = Pick<Desk, "store" | "dispatcher" | "library" | "newId">;

export function openBrakeDesk(switches: Switches, tools: Tools): BrakeDesk {
  return {
    switches: async () => ({
      switches: (await switches.on()).map(viewSwitch),
      live: (await tools.store.list({ isEnded: false }, { limit: COUNTED_TO })).length,
      counted_to: COUNTED_TO,
    }),
    turnOn: async (wanted, actor) => {
      const turned = await switches.turnOn(wanted, authorOf(actor));
      const stopped =
        wanted.inFlight === "hold" ? 0 : await stopRunsUnder(turned, authorOf(actor), tools);
      return answer({ switch: viewSwitch(turned), stopped });
    },
    turnOff: async (kinds, scope, actor) => {
      let wasOn = false;
      for (const kind of kinds) {
        wasOn = (await switches.turnOff(kind, scope, authorOf(actor))) || wasOn;
      }
      return wasOn ? answer({ switch: null, stopped: 0 }) : wasOff(scope);
    },
    holds: async () => (await switches.holds()).map(viewHold),
    hold: async (target, wanted, actor) => {
      const holding = await switches.hold(target, wanted, authorOf(actor));
      if (holding.is === "held") return answer(viewHold(holding.held));
      const { is, id } = holding.by;
      return refuse("E352", `${target} is held by the ${is} ${id}`, `Look at that ${is} first.`);
    },
    release: async (target, actor) => {
      if (!(await switches.release(target, authorOf(actor)))) {
        return refuse("E353", `Nobody holds ${target}`, "See what is held: pitcrew brakes.");
      }
      await tellWaiters([target], tools.newId(), tools);
      return answer({ target });
    },
  };
}

/** More than anybody would wait for one by one. */
const COUNTED_TO = 200;

function viewSwitch({ inFlight, since, until, ...one }: Switch): SwitchView {
  return {
    ...one,
    running: inFlight,
    since: timeText(since),
    until: until === null ? null : timeText(until),
  };
}

function viewHold({ since, until, ...one }: HeldTarget): HoldView {
  return { ...one, since: timeText(since), until: timeText(until) };
}

function wasOff(scope: Scope): Answer<never> {
  return refuse(
    "E353",
    `There is no such switch on over ${scope}`,
    "See which are: pitcrew brakes.",
  );
}
