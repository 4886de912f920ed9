import { z } from "zod";
import { milliseconds } from "../../../../model/duration.ts";
import { IN_FLIGHT } from "../../../../ports/switches.ts";
import { answer } from "../../refusal.ts";
import { pitcrew } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { SwitchesView, TurnedView } from "../../views/brake-views.ts";
import { durationUpTo } from "../keys/duration-up-to.ts";
import { reason, scope, theScope } from "./fields.ts";

export const listSwitches = route({
  method: "GET",
  path: "/v1/switches",
  summary: "Lists what is frozen, paused and drained, and how many runs have not ended.",
  right: "see",
  of: pitcrew,
  view: SwitchesView,
  handle: async (_asked, { brakes }) => answer(await brakes.switches()),
});

const AGAIN = "It stays on, with what was said last.";
const OFF_AGAIN = "It is refused, because nothing is on any more.";

export const freeze = route({
  method: "POST",
  path: "/v1/switches/freeze",
  summary: "Lets nothing change anything; runs under way are held, stopped, or stopped and undone.",
  right: "freeze",
  of: theScope,
  body: z.strictObject({
    scope,
    reason,
    for: durationUpTo("30d").optional(),
    running: z.enum(IN_FLIGHT).default("hold"),
  }),
  view: TurnedView,
  again: AGAIN,
  handle: ({ body: { running: inFlight, for: time, ...wanted }, actor }, { brakes }) => {
    const forMs = time === undefined ? null : milliseconds(time);
    return brakes.turnOn({ kind: "freeze", ...wanted, forMs, inFlight }, actor);
  },
});

export const thaw = route({
  method: "POST",
  path: "/v1/switches/thaw",
  summary: "Ends a freeze; runs that it held go on within seconds.",
  right: "thaw",
  of: theScope,
  body: z.strictObject({ scope }),
  view: TurnedView,
  refuses: ["E353"],
  again: OFF_AGAIN,
  handle: ({ body, actor }, { brakes }) => brakes.turnOff(["freeze"], body.scope, actor),
});

export const pause = route({
  method: "POST",
  path: "/v1/switches/pause",
  summary: "Lets nothing start by itself; people may start playbooks by hand.",
  right: "pause",
  of: theScope,
  body: z.strictObject({ scope, reason, for: durationUpTo("30d").optional() }),
  view: TurnedView,
  again: AGAIN,
  handle: ({ body: { for: time, ...wanted }, actor }, { brakes }) => {
    const forMs = time === undefined ? null : milliseconds(time);
    return brakes.turnOn({ kind: "pause", ...wanted, forMs, inFlight: "hold" }, actor);
  },
});

export const drain = route({
  method: "POST",
  path: "/v1/switches/drain",
  summary: "Lets nothing start at all, so that what is under way comes to its end.",
  right: "pause",
  of: theScope,
  body: z.strictObject({ scope, reason }),
  view: TurnedView,
  again: AGAIN,
  handle: ({ body, actor }, { brakes }) =>
    brakes.turnOn({ kind: "drain", ...body, forMs: null, inFlight: "hold" }, actor),
});

export const resume = route({
  method: "POST",
  path: "/v1/switches/resume",
  summary: "Ends a pause or a drain.",
  right: "thaw",
  of: theScope,
  body: z.strictObject({ scope }),
  view: TurnedView,
  refuses: ["E353"],
  again: OFF_AGAIN,
  handle: ({ body, actor }, { brakes }) => brakes.turnOff(["pause", "drain"], body.scope, actor),
});
