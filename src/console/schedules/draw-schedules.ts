import { html } from "hono/html";
import type { Html } from "../frame/html-text.ts";
import { badge, type Tone } from "../look/badge.ts";
import { empty } from "../look/empty.ts";
import { moment, type Now } from "../look/moment.ts";
import { drawOrder } from "../orders/draw-order.ts";
import { drawWindows } from "./draw-windows.ts";
import type { Startable, Times } from "./read-times.ts";

interface Drawing {
  readonly pageToken: string;
  /** The id of a run that would be started, so that pressing twice starts one. */
  readonly newId: () => string;
  readonly now: Now;
}

export function drawSchedules(times: Times, drawing: Drawing): Html {
  const { schedules } = times;
  return html`<h1>Schedules and windows</h1>
    <h2>Schedules</h2>
    ${
      schedules.length === 0
        ? empty("There is no schedule.", NEXT)
        : html`<ul class="cards">
            ${schedules.map((each) => html`<li>${drawSchedule(each, drawing)}</li>`)}
          </ul>`
    }
    ${drawWindows(times, drawing.pageToken)}`;
}

const NEXT = html`Write one into <code>pitcrew.yaml</code> below <code>schedules</code>, and load it
  with SIGHUP.`;

function drawSchedule(schedule: Startable, { pageToken, newId, now }: Drawing): Html {
  const { name, cron, timeZone, playbook, next, missedThisWeek, obstacle } = schedule;
  const [first] = next;
  const order = {
    id: `run-${name}`,
    action: "/schedules/run",
    label: "Run now",
    means: `Starts ${playbook} as the schedule would, at once.`,
    given: { schedule: name, id: newId() },
    obstacle,
  };
  return html`<p>
      <strong>${name}</strong> starts <a class="row" href="/playbooks/${playbook}">${playbook}</a>
    </p>
    <p>
      <code>${cron}</code> ${timeZone} ·
      ${first === undefined ? "never again" : html`next ${moment(first, now)}`}
    </p>
    <p>${drawLast(schedule, now)}</p>
    ${
      missedThisWeek === 0
        ? ""
        : html`<p>
            ${badge("bad", "MISSED")} ${missedThisWeek} times this week, because no Pitcrew was
            there
          </p>`
    }
    ${drawOrder(order, pageToken)}`;
}

const LAST: Readonly<
  Record<NonNullable<Startable["last"]>["result"], readonly [words: string, tone: Tone]>
> = {
  claimed: ["STARTING", "works"],
  started: ["STARTED", "good"],
  refused: ["REFUSED", "bad"],
  goes_on: ["LEFT OUT", "waits"],
  missed: ["MISSED", "bad"],
};

function drawLast({ last }: Startable, now: Now): Html {
  if (last === null) return badge("quiet", "NEVER DUE YET");
  const { at, result, run, because } = last;
  const [words, tone] = LAST[result];
  return html`${badge(tone, words)} ${moment(at, now)}
  ${run === null ? "" : html`· <a href="/runs/${run}">the run</a>`}
  ${because === null ? "" : html`· ${because}`}
  ${result === "goes_on" ? "· its run before still went on" : ""}`;
}
