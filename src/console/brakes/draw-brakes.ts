import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import { empty } from "../look/empty.ts";
import type { Choice, Field } from "../look/field.ts";
import { moment, type Now } from "../look/moment.ts";
import { drawOrder } from "../orders/draw-order.ts";
import { drawSwitch } from "./draw-switch.ts";
import type { Brakes } from "./read-brakes.ts";

/** What is on comes first, each with its end beside it; then what can be switched on. */
export function drawBrakes(brakes: Brakes, pageToken: string, now: Now): Html {
  const { switches, holds, live } = brakes;
  const more = live.live === live.counted_to ? " or more" : "";
  return html`<h1>Holds and brakes</h1>
    <p class="quiet">${live.live}${more} ${live.live === 1 ? "run is" : "runs are"} live.</p>
    <h2>Switches</h2>
    ${
      switches.length === 0
        ? empty("No switch is on.", "Pitcrew acts as its playbooks and policies allow.")
        : html`<ul class="cards asks">
            ${switches.map((on) => html`<li>${drawOne(on, pageToken, now)}</li>`)}
          </ul>`
    }
    ${turningOn(brakes, pageToken)}
    <h2>Holds</h2>
    ${
      holds.length === 0
        ? empty("Nobody holds a target.", "Hold one, and no run changes it while you work on it.")
        : html`<ul class="cards">
            ${holds.map((hold) => html`<li>${drawHold(hold, pageToken, now)}</li>`)}
          </ul>`
    }
    ${drawOrder(HOLD(brakes), pageToken)}`;
}

function drawOne(on: Brakes["switches"][number], pageToken: string, now: Now): Html {
  const isFreeze = on.kind === "freeze";
  const order = {
    id: `end-${on.kind}-${on.scope.replaceAll(":", "-")}`,
    action: isFreeze ? "/brakes/thaw" : "/brakes/resume",
    label: isFreeze ? "Thaw" : "Resume",
    means: isFreeze
      ? "Runs that it held go on within seconds."
      : "Ends a pause and a drain over the same; alerts that were held back are matched again.",
    given: { scope: on.scope },
    obstacle: on.obstacle,
  };
  return html`<p>${drawSwitch(on, now)}</p>
    ${drawOrder(order, pageToken)}`;
}

function drawHold(
  { target, by, reason, until, obstacle }: Brakes["holds"][number],
  pageToken: string,
  now: Now,
): Html {
  const order = {
    id: `release-${target}`,
    action: "/brakes/release",
    label: "Release",
    means: "Gives it back to the runs.",
    given: { target },
    obstacle,
  };
  return html`<p><strong>${target}</strong></p>
    <p>held by ${by} until ${moment(until, now)}: ${reason}</p>
    ${drawOrder(order, pageToken)}`;
}

function turningOn(brakes: Brakes, pageToken: string): readonly Html[] {
  const { obstacles } = brakes;
  const over: Field = { name: "scope", label: "What", choices: scopesOf(brakes) };
  return [
    {
      id: "freeze",
      action: "/brakes/freeze",
      label: "Freeze",
      means: "Nothing changes anything any more, whoever started it.",
      isGrave: true as const,
      fields: [over, RUNNING, WHY, FOR_A_WHILE],
      obstacle: obstacles.freeze,
    },
    {
      id: "pause",
      action: "/brakes/pause",
      label: "Pause",
      means: "Nothing starts by itself. People may start playbooks by hand.",
      fields: [over, WHY, FOR_A_WHILE],
      obstacle: obstacles.pause,
    },
    {
      id: "drain",
      action: "/brakes/drain",
      label: "Drain",
      means: "Nothing starts at all, so that what is under way comes to its end.",
      fields: [over, WHY],
      obstacle: obstacles.drain,
    },
  ].map((order) => drawOrder(order, pageToken));
}

function scopesOf({ teams, playbooks }: Brakes): readonly Choice[] {
  return [
    ["all", "Everything"],
    ...teams.map((team): Choice => [`team:${team}`, `All of ${team}`]),
    ...playbooks.map((name): Choice => [`playbook:${name}`, `Playbook ${name}`]),
  ];
}

const WHY: Field = { name: "reason", label: "Why", hint: "seen by everybody who is held back" };

const FOR_A_WHILE: Field = {
  name: "for",
  label: "For how long",
  choices: [
    ["", "Until somebody ends it"],
    ["15m", "15 minutes"],
    ["1h", "1 hour"],
    ["4h", "4 hours"],
    ["1d", "1 day"],
  ],
};

const RUNNING: Field = {
  name: "running",
  label: "Runs that are under way",
  choices: [
    ["hold", "Wait until it is thawed"],
    ["stop", "Stop; what they changed stays"],
    ["undo", "Stop, and take their changes back"],
  ],
};

const HOLD = ({ obstacles }: Brakes) => ({
  id: "hold",
  action: "/brakes/hold",
  label: "Hold a target",
  means: "No run changes it meanwhile. Its name stands in plans, as what they touch.",
  fields: [
    {
      name: "target",
      label: "Target",
      hint: "k8s/prod/shop/deployment/workers",
      isNeeded: true as const,
    },
    WHY,
    {
      name: "for",
      label: "For how long",
      value: "1h",
      choices: [
        ["15m", "15 minutes"],
        ["1h", "1 hour"],
        ["4h", "4 hours"],
        ["1d", "1 day"],
      ] as const,
    },
  ],
  obstacle: obstacles.hold,
});
