import { expect, test } from "vitest";
import { measureIntake, measureMatching } from "../../../src/engine/measure/alerts.ts";
import type { AlertIntake, Sighting } from "../../../src/ports/alerts/alert-intake.ts";
import type { AlertQueue, DueAlert, Settlement } from "../../../src/ports/alerts/alert-queue.ts";
import type { MatchedAlert, TakenAlert } from "../../../src/ports/measures.ts";

const CLOCK = { now: () => 100_000, monotonic: () => 0 };

const SAID = { occurrence: "o", source: "main", tookMs: 0, traceparent: null };

test("an alert that opens tells how long it took to be heard, one that closes how long it lasted", async () => {
  const told: TakenAlert[] = [];
  const intake: Pick<AlertIntake, "takeIn"> = { takeIn: async () => ["opened", "closed", "seen"] };
  const measured = measureIntake(
    intake as AlertIntake, // of which nothing else is called
    { alertTaken: (alert) => told.push(alert) },
    CLOCK,
  );

  await measured.takeIn([sighting(40_000, null), sighting(10_000, 70_000), sighting(0, null)]);

  expect(told).toEqual([
    { ...SAID, taken: "opened", toOpenMs: 60_000, lastedMs: null },
    { ...SAID, taken: "closed", toOpenMs: null, lastedMs: 60_000 },
    { ...SAID, taken: "seen", toOpenMs: null, lastedMs: null },
  ]);
});

test("the time to the first run of an alert is told, and which brake held another back", async () => {
  const told: MatchedAlert[] = [];
  const due = [dueAlert("first", []), dueAlert("again", ["run-1"]), dueAlert("held", [])];
  const queue: Pick<AlertQueue, "claim" | "settle"> = {
    claim: async () => due,
    settle: async () => undefined,
  };
  const measured = measureMatching(
    queue as AlertQueue, // of which nothing else is called
    { alertMatched: (alert) => told.push(alert) },
    CLOCK,
  );

  await measured.claim({ atMost: 3, forMs: 1, flapMs: 1 });
  await measured.settle([
    settlement("first", "started", null),
    settlement("again", "started", null),
    settlement("held", "held", "freeze"),
    { ...settlement("held", "held", null), verdict: null },
  ]);

  expect(told).toEqual([
    { result: "started", brake: null, toStartMs: 5_000 },
    { result: "started", brake: null, toStartMs: null },
    { result: "held", brake: "freeze", toStartMs: null },
  ]);
});

function sighting(startsAt: number, endsAt: number | null): Sighting {
  const alert = { status: endsAt === null ? "firing" : "resolved", labels: {}, annotations: {} };
  const about = { id: "o", source: "main", fingerprint: "f", isSilenced: false };
  return { ...about, alert, startsAt, endsAt } as Sighting; // `status` is one of two words
}

function dueAlert(id: string, runs: readonly string[]): DueAlert {
  return { id, runs, openedAt: 95_000 } as Partial<DueAlert> as DueAlert; // all that is read of it
}

function settlement(occurrence: string, result: "started" | "held", brake: string | null) {
  const report = { brake: brake === null ? null : { brake } };
  const verdict = { result, run: null, report };
  return { occurrence, verdict } as Partial<Settlement> as Settlement; // all that is read of it
}
