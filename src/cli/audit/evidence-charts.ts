import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawLineChart } from "../../chart/line-chart.ts";
import { visible } from "../../document/visible.ts";
import { courseTable } from "../../engine/charts/course-table.ts";
import type { RunCharts } from "../../engine/charts/draw-readings.ts";

/** Writes each chart into the folder; they are named by their place, because a record may hold anything. */
export async function writeCharts({ charts }: RunCharts, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, chart] of charts.entries()) {
    await writeFile(fileOf(folder, index), drawLineChart(chart, "file"));
  }
}

/** The course of each line in numbers; with a folder, the picture that was written there as well. */
export function* chartLines(
  { charts, leftOut }: RunCharts,
  folder: string | undefined,
): Generator<string> {
  if (charts.length === 0) yield "Nothing that has a course.";
  for (const [index, chart] of charts.entries()) {
    yield `### ${shown(chart.title)}`;
    if (folder !== undefined) yield `![${shown(chart.sentence)}](${fileOf(folder, index)})`;
    yield courseTable(chart.lines, shown);
  }
  if (leftOut > 0) yield `${leftOut} more are left out here; the record has their numbers.`;
}

function fileOf(folder: string, index: number): string {
  return join(folder, `chart-${index + 1}.svg`);
}

function shown(text: string): string {
  return visible(text).replaceAll("<", "&lt;").replaceAll(/[[\]]/g, "\\$&");
}
