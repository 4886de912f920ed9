import { expect, test } from "vitest";
import { summaryLines } from "../../src/report/summary-lines.ts";
import { reportOf } from "./report-of.ts";

test("a run is told in five sentences", () => {
  expect(summaryLines(reportOf())).toEqual([
    "clear-lock 1.2.0 worked on it, in mode approve.",
    "ann asked for it through slack at 2026-11-21T03:00:00.000Z.",
    '"clear" was agreed to by bob after 18 s.',
    "1 change was sent.",
    "Verified: clear. waiting 7 → 0. It took 40 s.",
  ]);
});

test("what was taken back, and what goes on, is said", () => {
  const { run, sent } = reportOf();
  const back = sent.map((one) => ({ ...one, phase: "undo" }));
  const lines = summaryLines(
    reportOf({
      run: { ...run, ended: null, undo: "undone", proof: [], reason: null },
      sent: [...sent, ...back],
      decisions: [],
    }),
  );

  expect(lines.slice(2)).toEqual([
    "Nobody was asked.",
    "1 change was sent. 1 change was taken back. Undo: undone.",
    "It has not ended.",
  ]);
});

test("a run for an alert names it", () => {
  const alert = {
    id: "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e91",
    source: "default",
    fingerprint: "f",
    labels: { alertname: "QueueBacklog" },
    annotations: {},
    started: "2026-11-21T02:59:00.000Z",
    opened: "2026-11-21T02:59:30.000Z",
    last_seen: "2026-11-21T02:59:30.000Z",
    closed: null,
    closed_because: null,
    silenced: false,
    result: null,
    paged: null,
  };

  expect(summaryLines(reportOf({ alert: { is: alert, because: [] } }))[1]).toBe(
    "The alert QueueBacklog fired at 2026-11-21T02:59:00.000Z; the run started at 2026-11-21T03:00:00.000Z.",
  );
});
