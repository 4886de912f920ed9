import { expect, test, vi } from "vitest";
import { readReport } from "../../../src/cli/drill/reports.ts";
import {
  type DrillScheduleOptions,
  openDrillSchedule,
} from "../../../src/cli/serve/open-drill-schedule.ts";
import { Drills } from "../../../src/config/settings/drills.ts";
import type { Report } from "../../../src/drills/scenario/report.ts";
import { emptyFolder } from "../pitcrew.ts";

const REHEARSED = { playbook: "engine-down", version: "1.0.1", hash: "sha256:0" };
const REPORT: Report = {
  format: 1,
  id: "20261121-engine-down",
  drill: "engine-down",
  summary: "No engine answers",
  fault: "engine-down",
  cause: "Every engine hangs.",
  began: "2026-11-21T09:00:00.000Z",
  control: false,
  passed: false,
  run: null,
  rehearsed: REHEARSED,
  outcome: "escalated",
  scorecard: [],
  times: { detect: 1, decide: 0, act: 1, recover: null },
};

async function world(run: NonNullable<DrillScheduleOptions["run"]>) {
  const dataDir = await emptyFolder();
  const record = vi.fn<DrillScheduleOptions["ledger"]["record"]>(async () => undefined);
  const { promise: said, resolve: say } = Promise.withResolvers<string>();
  const warn = vi.fn<DrillScheduleOptions["warn"]>(say);
  const settings = {
    drills: Drills.parse({
      weekly: { cron: "0 9 * * 1", time_zone: "Europe/Berlin", drill: "engine-down", within: "8h" },
    }),
  };
  const drills = openDrillSchedule({
    settings,
    dataDir,
    folder: "playbooks",
    ledger: { record },
    note: say,
    warn,
    run,
  });
  const due = async (): Promise<void> => drills.chores[0]?.work();
  return { dataDir, record, said, warn, drills, due };
}

test("a drill of pitcrew.yaml is due when it says, at a moment within its window", async () => {
  const { drills } = await world(async () => REPORT);

  expect(drills.chores).toMatchObject([
    {
      name: "pitcrew:drill:weekly",
      cron: "0 9 * * 1",
      timeZone: "Europe/Berlin",
      jitterMs: 28_800_000,
    },
  ]);
});

test("what it has shown is kept, put on record for the version, and said", async () => {
  const { dataDir, record, said, due } = await world(async ({ drill }) => {
    expect(drill).toBe("engine-down");
    return REPORT;
  });

  await due();

  expect(await said).toBe(
    "DRILL engine-down did NOT go as it should. Report: pitcrew drill report 20261121-engine-down",
  );
  expect(record.mock.calls).toEqual([
    [
      REHEARSED,
      { is: "drilled", drill: "engine-down", passed: false },
      { actor: "pitcrew", surface: "schedule" },
    ],
  ]);
  expect((await readReport(dataDir, REPORT.id))?.report).toEqual(REPORT);
});

test("a control says nothing about a playbook", async () => {
  const { record, said, due } = await world(async () => ({ ...REPORT, control: true }));

  await due();
  await said;

  expect(record).not.toHaveBeenCalled();
});

test("one that breaks off is told of, and one that is ended with the server is not", async () => {
  const broken = await world(async () => {
    throw new Error("no range");
  });
  await broken.due();
  expect(await broken.said).toBe("The drill weekly of pitcrew.yaml broke off");

  const ended = await world(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(new Error("ended")));
      }),
  );
  await ended.due();
  await ended.drills.stop();
  expect(ended.warn).not.toHaveBeenCalled();
});
