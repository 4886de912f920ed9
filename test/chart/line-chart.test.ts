import { describe, expect, test } from "vitest";
import { drawLineChart, type LineChart } from "../../src/chart/line-chart.ts";
import { HOSTILE_TEXTS } from "../contract/hostile-texts.ts";
import { BACKLOG } from "./examples.ts";

const EMPTY: LineChart = { title: "t", sentence: "s", lines: [], marks: [] };

describe("a line chart", () => {
  test("is drawn as it always was", async () => {
    await expect(drawLineChart(BACKLOG, "file")).toMatchFileSnapshot(
      "../fixtures/chart/backlog.svg",
    );
  });

  test("brings its own style into a file, and leaves it to the stylesheet of a page", () => {
    expect(drawLineChart(BACKLOG, "file")).toContain("<style>.pitcrew-chart{");
    expect(drawLineChart(BACKLOG, "page")).not.toMatch(/<style|https?:/);
  });

  test("says what it shows to whoever cannot see it", () => {
    const svg = drawLineChart(BACKLOG, "file");

    expect(svg).toContain('role="img"');
    expect(svg).toContain("<title>Jobs waiting in orders</title>");
    expect(svg).toContain("<desc>The backlog grew to 14,000 jobs");
  });

  test("has a gap where there is no number, and a dot between two gaps", () => {
    const points = [1, undefined, 3, undefined, 5, 6].map((value, index) => ({
      at: index * 1_000,
      ...(value !== undefined && { value }),
    }));

    const courses = coursesIn({ ...EMPTY, lines: [{ name: "a", points }] });

    expect(courses.map((course) => course.split("L").length)).toEqual([1, 1, 2]);
    expect(courses.map((course) => course.endsWith("h0"))).toEqual([true, true, false]);
  });

  test("has places for every number within its frame", () => {
    const values = [-7e9, 0, 3e-9, 12, 5e12];
    const points = values.map((value, index) => ({ at: index * 86_400_000, value }));

    const [course = ""] = coursesIn({ ...EMPTY, lines: [{ name: "a", points }] });
    const places = course
      .slice(1)
      .split("L")
      .map((place) => place.split(" ").map(Number));

    expect(places).toHaveLength(values.length);
    for (const [x = 0, y = 0] of places) {
      expect(x >= 64 && x <= 688 && y >= 56 && y <= 256).toBe(true);
    }
  });

  test.each([
    ["nothing", EMPTY],
    ["a line without points", { ...EMPTY, lines: [{ name: "a", points: [] }] }],
    ["a line without numbers", { ...EMPTY, lines: [{ name: "a", points: [{ at: 1 }] }] }],
  ])("says that there is no data when given %s", (_, chart) => {
    expect(drawLineChart(chart, "file")).toContain(">no data</text>");
    expect(drawLineChart(chart, "file")).not.toMatch(/NaN|Infinity|undefined|object/);
  });

  test("can show one point, and a course that stays the same", () => {
    const one = { name: "a", points: [{ at: 5, value: 3 }] };
    const same = { name: "b", points: [5, 9].map((at) => ({ at, value: 0 })) };

    expect(drawLineChart({ ...EMPTY, lines: [one, same] }, "file")).not.toMatch(/NaN|Infinity/);
  });

  test("marks a moment, also outside of all lines", () => {
    const marks = [{ at: Date.UTC(2026, 10, 21, 5), label: "late" }];
    const svg = drawLineChart({ ...BACKLOG, marks }, "file");

    expect(svg).toContain(">late</text>");
    expect(svg.match(/class="mark"/g)).toHaveLength(1);
  });

  test("tells its lines apart by colour and by dashes", () => {
    const lines = Array.from({ length: 25 }, (_, index) => ({ name: `${index}`, points: [] }));
    const looks = drawLineChart({ ...EMPTY, lines }, "file").match(/stroke="var[^/]*? d=/g) ?? [];

    expect(new Set(looks).size).toBe(25);
  });

  test.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 40), text]))(
    "shows a hostile text as text: %j",
    (_, text) => {
      const chart = { ...BACKLOG, title: text, sentence: text, marks: [{ at: 0, label: text }] };
      const svg = drawLineChart({ ...chart, lines: [{ name: text, points: [] }] }, "file");
      const tags = svg.match(/<[a-z]+/g) ?? [];

      expect(new Set(tags)).toEqual(new Set(TAGS));
      expect(svg.isWellFormed()).toBe(true);
      expect(svg).not.toMatch(CONTROLS);
    },
  );
});

const TAGS = ["<svg", "<title", "<desc", "<style", "<rect", "<text", "<path"];

// oxlint-disable-next-line no-control-regex -- XML cannot hold them
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

function coursesIn(chart: LineChart): readonly string[] {
  const svg = drawLineChart(chart, "file");
  const courses = Array.from(svg.matchAll(/class="line"[^>]* d="([^"]*)"/g), ([, d = ""]) => d);
  return courses.filter((course) => !course.endsWith("h28"));
}
