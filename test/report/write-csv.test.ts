import { expect, test } from "vitest";
import { writeCsv } from "../../src/report/write-csv.ts";
import { hostileReport, reportOf } from "./report-of.ts";

test("the timeline has one line for each entry", () => {
  expect(writeCsv(reportOf()).split("\r\n")).toEqual([
    "entry,at,what,step,by,through,told,hash",
    '1,2026-11-21T03:00:00.000Z,started,,ann,slack,"Began ""look"".",h1',
    "2,2026-11-21T03:00:01.000Z,woke,,pitcrew,engine,,h2",
    '3,2026-11-21T03:00:20.000Z,voted,clear,bob,console,"bob approved ""clear"" (1 of 1).",h3',
    "",
  ]);
});

test("no cell is a formula", () => {
  expect(writeCsv(hostileReport())).not.toMatch(/(^|,)"?[=+@-]/m);
});
