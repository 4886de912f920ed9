import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeFit } from "../../src/match/judge-fit.ts";
import { describeOverlap, findCommonAlert, findOverlaps } from "../../src/match/overlap.ts";
import { createAlert } from "../../src/model/alert.ts";
import { Match } from "../../src/playbook/format/match.ts";

describe("findOverlaps", () => {
  test("finds two playbooks that tie for one alert, and shows that alert", () => {
    const [found, ...more] = findOverlaps([
      inFile("scale", { alert: "QueueBacklogHigh", labels: { queue: "orders*" } }),
      inFile("other", { alert: "DiskFull", labels: { queue: "orders*" } }),
      inFile("drain", { alert: "QueueBacklogHigh", labels: { queue: "*-dlq" } }),
    ]);

    expect(more).toEqual([]);
    expect([found?.first.name, found?.second.name]).toEqual(["scale", "drain"]);
    expect(Object.fromEntries(found?.example ?? [])).toEqual({
      alertname: "QueueBacklogHigh",
      queue: "orders-dlq",
    });
  });

  test.each([
    ["one is more constrained", { alert: "A" }, { alert: "A*" }],
    ["one has a higher priority", { alert: "A" }, { alert: "A", priority: 1 }],
    ["the alerts differ", { alert: "A*" }, { alert: "B*" }],
    [
      "a label differs",
      { alert: "A", labels: { env: "prod" } },
      { alert: "A", labels: { env: "dev" } },
    ],
    ["one waits for the end", { alert: "A" }, { alert: "A", status: "resolved" }],
    [
      "unless parts them",
      { alert: "A", labels: { env: "prod*" }, unless: { env: "*-eu" } },
      { alert: "A", labels: { env: "*-eu" }, unless: { drill: "true" } },
    ],
    [
      "labels.alertname says something else",
      { alert: "*", labels: { alertname: "A" } },
      { alert: "*", labels: { alertname: "B" } },
    ],
  ])("finds none when %s", (_, first, second) => {
    expect([...findOverlaps([inFile("first", first), inFile("second", second)])]).toEqual([]);
  });

  test.each([
    [
      "different labels",
      { alert: "A", labels: { env: "prod" } },
      { alert: "A", labels: { queue: "q" } },
    ],
    [
      "an unless that leaves room",
      { alert: "A*", unless: { alertname: "A" } },
      { alert: "*A", unless: { x: "y" } },
    ],
    ["a list with one in common", { alert: ["A", "B"] }, { alert: ["B", "C"] }],
  ])("finds one in spite of %s", (_, first, second) => {
    expect([...findOverlaps([inFile("first", first), inFile("second", second)])]).toHaveLength(1);
  });

  test("tells both files of each other", () => {
    const [overlap] = findOverlaps([
      inFile("first", { alert: "A" }),
      inFile("second", { alert: "A" }),
    ]);
    if (overlap === undefined) throw new Error("no overlap");

    expect(describeOverlap(overlap, "playbooks/second.yaml")).toEqual({
      code: "E120",
      at: ["match"],
      on: "key",
      message:
        '"second" and "first" (playbooks/first.yaml) match equally well an alert with alertname="A"',
      fix: "add a label or an `unless` to one of them, or give one a `priority` above 0",
      level: "error",
    });
    expect(describeOverlap(overlap, "playbooks/first.yaml").message).toContain(
      '"first" and "second" (',
    );
  });
});

test("two matches have an alert in common exactly when one of all small alerts fits both", () => {
  fc.assert(
    fc.property(anyMatch, anyMatch, (first, second) => {
      const example = findCommonAlert(first, second);

      const fitsBoth = (labels: ReadonlyMap<string, string>) => {
        const alert = createAlert({ status: first.status, labels, annotations: new Map() });
        return judgeFit(first, alert).fits && judgeFit(second, alert).fits;
      };
      expect(example !== undefined).toBe(SMALL_ALERTS.some(fitsBoth));
      expect(example === undefined || fitsBoth(example)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const VALUES = [
  "a",
  "b",
  "aa",
  "ab",
  "ba",
  "bb",
  "z",
  "az",
  "bz",
  "za",
  "zb",
  "aza",
  "azb",
  "bza",
  "bzb",
];

const SMALL_ALERTS = VALUES.flatMap((alertname) =>
  [undefined, ...VALUES].map(
    (env) => new Map(Object.entries({ alertname, ...(env === undefined ? {} : { env }) })),
  ),
);

const anyPatterns = fc.oneof(
  fc.constantFrom("a", "b", "a*", "*b", "*", "a*b"),
  fc.constantFrom(["a", "b"], ["ab", "b*"]),
);

const anyMatch = fc
  .record(
    {
      alert: anyPatterns,
      labels: fc.record({ env: anyPatterns, alertname: anyPatterns }, { requiredKeys: [] }),
      unless: fc.record({ env: anyPatterns, alertname: anyPatterns }, { requiredKeys: [] }),
      status: fc.constantFrom("firing", "resolved"),
    },
    { requiredKeys: ["alert"] },
  )
  .map((match) => Match.parse(match));

function inFile(name: string, match: unknown) {
  return { file: `playbooks/${name}.yaml`, name, match: Match.parse(match) };
}
