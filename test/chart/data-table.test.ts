import { describe, expect, test } from "vitest";
import { drawDataTable } from "../../src/chart/data-table.ts";

const AT = Date.UTC(2026, 10, 21, 3);

describe("the data of a chart", () => {
  test("stand in a table with a row for each moment, the oldest first", () => {
    const table = drawDataTable({
      title: "Jobs <waiting>",
      sentence: "",
      lines: [
        { name: "orders", points: [{ at: AT, value: 4 }, { at: AT + 60_000 }] },
        { name: "emails", points: [{ at: AT + 60_000, value: 0.5 }] },
      ],
      marks: [{ at: AT + 30_000, label: "scaled" }],
    });

    expect(table).toContain("<caption>Jobs &#60;waiting&#62;</caption>");
    expect(rowsIn(table)).toEqual([
      ["Time (UTC)", "orders", "emails", "Event"],
      ["2026-11-21T03:00:00.000Z", "4", "", ""],
      ["2026-11-21T03:00:30.000Z", "", "", "scaled"],
      ["2026-11-21T03:01:00.000Z", "", "0.5", ""],
    ]);
  });

  test("have no column for events when there are none", () => {
    const table = drawDataTable({ title: "t", sentence: "", lines: [], marks: [] });

    expect(rowsIn(table)).toEqual([["Time (UTC)"]]);
  });
});

function rowsIn(table: string): readonly (readonly string[])[] {
  const rows = table.match(/<tr>.*?<\/tr>/g) ?? [];
  return rows.map((row) =>
    Array.from(row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g), ([, text = ""]) => text),
  );
}
