import { html, raw } from "hono/html";
import { drawDataTable } from "../../chart/data-table.ts";
import { drawLineChart } from "../../chart/line-chart.ts";
import type { ChartsView } from "../../intake/api/views/charts-view.ts";
import type { Html } from "../frame/html-text.ts";

/** What the run has read over time, as pictures, with their numbers for whoever wants those. */
export function drawCharts({ charts, left_out: leftOut }: ChartsView): Html {
  if (charts.length === 0) return html``;
  return html`<h2>Over time</h2>
    ${charts.map(
      (chart, index) =>
        html`<figure>
          ${raw(drawLineChart(chart, "page"))}
          <figcaption>
            ${chart.sentence}
            <details id="chart-${index + 1}">
              <summary>Numbers</summary>
              ${raw(drawDataTable(chart))}
            </details>
          </figcaption>
        </figure>`,
    )}
    ${leftOut === 0 ? "" : html`<p class="quiet">${leftOut} more are left out here.</p>`}`;
}
