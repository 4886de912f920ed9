import { expect, test } from "vitest";
import { withoutNames } from "../../src/report/without-names.ts";
import { reportOf } from "./report-of.ts";

test("people become numbers wherever they are named, and machines keep their names", () => {
  const report = withoutNames(reportOf());

  expect(report.asked.by).toBe("person 1");
  expect(report.decisions[0]?.votes[0]?.by).toBe("person 2");
  expect(report.timeline.map(({ actor }) => actor)).toEqual(["person 1", "pitcrew", "person 2"]);
  expect(report.timeline[2]?.notes).toEqual(['person 2 approved "clear" (1 of 1).']);
  expect(JSON.stringify(report)).not.toMatch(/\b(ann|bob)\b/);
});

test("a word that only begins like a name stays as it is", () => {
  const { timeline } = reportOf();
  const notes = ["annual report of ann", "ann's", "joann"];
  const [first] = withoutNames(
    reportOf({ timeline: timeline.map((event) => ({ ...event, notes })) }),
  ).timeline;

  expect(first?.notes).toEqual(["annual report of person 1", "person 1's", "joann"]);
});

test("a name may hold any characters", () => {
  const { timeline } = reportOf();
  const odd = "local:o'neil.(x)";
  const [first] = withoutNames(
    reportOf({
      asked: { by: odd, through: "cli" },
      timeline: timeline.map((event) => ({ ...event, notes: [`${odd} said so`] })),
    }),
  ).timeline;

  expect(first?.notes).toEqual(["person 1 said so"]);
});
