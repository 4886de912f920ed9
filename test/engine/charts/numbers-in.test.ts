import { describe, expect, test } from "vitest";
import { numbersIn } from "../../../src/engine/charts/numbers-in.ts";
import { courseUpTo } from "./written.ts";

describe("the numbers in what was read", () => {
  test("are a course where Prometheus was asked for one, named by its labels", () => {
    const { isCourse, query, lines } = numbersIn(courseUpTo(2_000, 2, { queue: `a"b` }), 9_000);

    expect({ isCourse, query }).toEqual({ isCourse: true, query: "sum(queue_length)" });
    expect(lines).toEqual([
      {
        name: `queue="a\\"b"`,
        points: [
          { at: 1_000, value: 1 },
          { at: 2_000, value: 2 },
        ],
      },
    ]);
  });

  test("are what the series were worth at that moment where it was not", () => {
    const series = [
      { labels: {}, value: 3 },
      { labels: { of: "nan" }, note: "NaN" },
    ];

    expect(numbersIn({ series, count: 2, warnings: [] }, 9_000)).toEqual({
      isCourse: false,
      query: undefined,
      lines: [
        { name: "value", points: [{ at: 9_000, value: 3 }] },
        { name: 'of="nan"', points: [{ at: 9_000 }] },
      ],
    });
  });

  test("are the figures of any other read, without its words and lists", () => {
    const output = { ready_pods: 3, name: "cart", isPaused: false, pods: [1, 2], top: { cpu: 1 } };

    expect(numbersIn(output, 9_000).lines).toEqual([
      { name: "ready pods", points: [{ at: 9_000, value: 3 }] },
    ]);
  });

  test.each([null, 7, "seven", [1, 2]])("are none in %j", (output) => {
    expect(numbersIn(output, 1).lines).toEqual([]);
  });
});
