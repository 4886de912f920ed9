import { visible } from "../../document/visible.ts";
import type { ChartsView } from "../../intake/api/views/charts-view.ts";

/** What a run has read over time, in a line each; `pitcrew evidence` draws it. */
export function renderCharts({ charts, left_out: leftOut }: ChartsView): readonly string[] {
  const told = charts.map(({ title, sentence }) =>
    visible(`  read over time: ${title}: ${sentence}`),
  );
  return leftOut === 0 ? told : [...told, `  read over time: ${leftOut} more`];
}
