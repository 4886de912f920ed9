import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chartLines, writeCharts } from "../../../src/cli/audit/evidence-charts.ts";
import { drawReadings } from "../../../src/engine/charts/draw-readings.ts";
import { courseUpTo, readingsOf } from "../../engine/charts/written.ts";
import { emptyFolder } from "../pitcrew.ts";

const READ = drawReadings(
  readingsOf([
    { at: 1, step: "look", phase: "run", output: courseUpTo(60_000, 30, { queue: "<b>[x](y)" }) },
  ]),
);

describe("the charts of a run in its evidence", () => {
  test("are told in numbers", () => {
    const page = [...chartLines(READ, undefined)].join("\n\n");

    expect(page).toContain("### look: sum(queue_length)");
    expect(page).toMatch(/\| first +\| least +\| most +\| last/);
    expect(page).toMatch(/\| 31 +\| 31 +\| 60 +\| 60/);
    expect(page).not.toContain("<b>");
    expect(page).not.toContain("![");
  });

  test("are pictures in the folder that is asked for, which the page shows", async () => {
    const folder = join(await emptyFolder(), "charts");

    await writeCharts(READ, folder);

    const file = join(folder, "chart-1.svg");
    expect([...chartLines(READ, folder)].join("\n")).toContain(`](${file})`);
    expect(await readFile(file, "utf8")).toMatch(/^<svg xmlns=.*<title>look: sum/s);
  });

  test("are said to be none where nothing has a course", () => {
    expect([...chartLines({ charts: [], leftOut: 0 }, undefined)]).toEqual([
      "Nothing that has a course.",
    ]);
  });
});
