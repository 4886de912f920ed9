import { html, raw } from "hono/html";
import { type DotChart, drawDotChart, drawDotTable } from "../../chart/dot-chart.ts";
import type { DrillsView, DrillTrendView, DrillView } from "../../intake/api/views/drill-view.ts";
import { span } from "../../notify/wording/span.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { empty } from "../look/empty.ts";
import { moment, type Now } from "../look/moment.ts";
import { picture } from "../look/picture.ts";
import { tableHead } from "../look/table-head.ts";

/** The newest results with their scorecards, then how each drill has gone over time. */
export function drawDrills({ trends, reports }: DrillsView, now: Now): Html {
  return html`<h1>Drills</h1>
    ${
      reports.length === 0
        ? empty(
            "No drill was run here yet.",
            html`<code>pitcrew drill list</code> shows what can be rehearsed;
              <code>pitcrew drill run NAME</code> breaks a system for real and keeps the score.`,
          )
        : html`<h2>Last results</h2>
            <ul class="cards">
              ${reports.map((report) => html`<li>${drawReport(report, now)}</li>`)}
            </ul>
            <h2>Over time</h2>
            <p class="quiet">A drill says nothing about the next; each dot is one of them.</p>
            <div class="pictures">${trends.map((trend) => drawTrend(trend, now))}</div>`
    }`;
}

function drawReport(report: DrillView, now: Now): Html {
  const { id, drill, summary, cause, began, scorecard, times } = report;
  return html`<p>${verdict(report)} <strong>DRILL ${drill}</strong> ${moment(began, now)}</p>
    <p>${summary}</p>
    <p class="quiet">${timesOf(times)}</p>
    <details id="report-${id}">
      <summary>Scorecard</summary>
      <p>${cause}</p>
      <table>
        ${tableHead("What", "Passed", "How it went")}
        <tbody>
          ${scorecard.map(
            ({ of, passed, says }) =>
              html`<tr>
                <th scope="row">${of}</th>
                <td>${passed ? badge("good", "passed") : badge("bad", "failed")}</td>
                <td>${says}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
}

function verdict({ passed, control }: DrillView): Html {
  if (!control) return passed ? badge("good", "PASSED") : badge("bad", "FAILED");
  return passed
    ? badge("bad", "PASSED, AND MUST NOT: it proves nothing")
    : badge("good", "FAILED, AS THIS CONTROL MUST");
}

function timesOf(times: DrillView["times"]): string {
  return Object.entries(times)
    .map(([of, took]) => `${of} ${took === null ? "never" : span(took)}`)
    .join(" · ");
}

function drawTrend({ drill, count, good, last, times }: DrillTrendView, now: Now): Html {
  const medians = times.flatMap(({ of, each, median }) =>
    median === null ? [] : [`${of} ${span(median)} in the middle of ${each.length}`],
  );
  const chart: DotChart = {
    title: drill,
    sentence: [`Passed ${good} of ${count}`, ...medians].join(", "),
    rows: times.map(({ of, each }) => ({ name: of, seconds: each.map((ms) => ms / SECOND) })),
  };
  return html`<div>
    ${picture({
      id: `trend-${drill}`,
      sentence: `${chart.sentence}.`,
      svg: raw(drawDotChart(chart, "page")),
      table: raw(drawDotTable(chart)),
    })}
    <p class="quiet">Last ${moment(last, now)}</p>
  </div>`;
}

const SECOND = 1_000;
