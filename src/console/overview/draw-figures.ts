import { html, raw } from "hono/html";
import { type BarChart, drawBarChart, drawBarTable } from "../../chart/bar-chart.ts";
import { drawFunnel, drawFunnelTable, type Funnel } from "../../chart/funnel.ts";
import type { FiguresView } from "../../intake/api/views/figures-view.ts";
import type { Outcome } from "../../model/outcome.ts";
import type { Html } from "../frame/html-text.ts";
import { picture } from "../look/picture.ts";

/** How the last day went, in two pictures. */
export function drawFigures(figures: FiguresView): Html {
  const hours = hoursOf(figures);
  const funnel = funnelOf(figures);
  return html`<h2>The last 24 hours</h2>
    <div class="pictures">
      ${picture({
        id: "hours-table",
        sentence: hours.sentence,
        svg: raw(drawBarChart(hours, "page")),
        table: raw(drawBarTable(hours)),
      })}
      ${picture({
        id: "funnel-table",
        sentence: funnel.sentence,
        svg: raw(drawFunnel(funnel, "page")),
        table: raw(drawFunnelTable(funnel)),
      })}
    </div>`;
}

const HOUR = 3_600_000;

const PARTS = [
  { name: "Resolved", colour: 2 },
  { name: "Nothing to do, suggested or stopped", colour: 0 },
  { name: "Not fixed", colour: 3 },
  { name: "Still live", colour: 1 },
] as const;

type Part = (typeof PARTS)[number]["name"];

function hoursOf({ since, hours }: FiguresView): BarChart {
  const counted = hours.map(({ hour, outcome, runs }) => ({
    at: Date.parse(hour),
    part: partOf(outcome),
    runs,
  }));
  const sum = (part: Part | "all", at: number | "ever"): number =>
    counted
      .filter((one) => (part === "all" || one.part === part) && (at === "ever" || one.at === at))
      .reduce((total, { runs }) => total + runs, 0);
  const first = Date.parse(since);
  return {
    title: "Runs, by the hour they began in",
    sentence: `${sum("all", "ever")} runs began: ${sum("Resolved", "ever")} resolved what they were for, ${sum("Not fixed", "ever")} did not, ${sum("Still live", "ever")} are live.`,
    parts: PARTS,
    each: HOUR,
    bars: Array.from({ length: 25 }, (_, index) => {
      const at = first + index * HOUR;
      return { at, counts: PARTS.map(({ name }) => sum(name, at)) };
    }),
  };
}

function partOf(outcome: Outcome | null): Part {
  switch (outcome) {
    case null:
      return "Still live";
    case "resolved":
      return "Resolved";
    case "nothing_to_do":
    case "suggested":
    case "cancelled":
      return "Nothing to do, suggested or stopped";
    case "denied":
    case "refused":
    case "escalated":
    case "failed":
    case "unknown":
      return "Not fixed";
  }
}

function funnelOf({ alerts }: FiguresView): Funnel {
  const { heard, matched, allowed, started, resolved } = alerts;
  return {
    title: "How far alerts came",
    sentence: `Of ${heard} alerts, a playbook takes ${matched}, brakes and rules let ${allowed} pass, runs were started for ${started}, and those resolved ${resolved}.`,
    stages: [
      { name: "Alerts heard of", count: heard },
      { name: "A playbook takes them", count: matched },
      { name: "Nothing says no", count: allowed },
      { name: "A run was started", count: started },
      { name: "It was resolved", count: resolved },
    ],
  };
}
