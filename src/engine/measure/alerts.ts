import type { AlertIntake, Sighting, Taken } from "../../ports/alerts/alert-intake.ts";
import type { AlertQueue, DueAlert, Settlement } from "../../ports/alerts/alert-queue.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Measures, TakenAlert } from "../../ports/measures.ts";

/** The same intake, with note taken of what comes in. */
export function measureIntake(
  intake: AlertIntake,
  { alertTaken }: Pick<Measures, "alertTaken">,
  clock: Pick<Clock, "now" | "monotonic">,
): AlertIntake {
  return {
    ...intake,
    takeIn: async (sightings) => {
      const began = clock.monotonic();
      const taken = await intake.takeIn(sightings);
      const moment = { now: clock.now(), tookMs: clock.monotonic() - began };
      for (const [index, sighting] of sightings.entries()) {
        const became = taken[index];
        if (became !== undefined) alertTaken(takenAlert(sighting, became, moment));
      }
      return taken;
    },
  };
}

function takenAlert(
  { id, source, startsAt, endsAt, traceparent }: Sighting,
  taken: Taken,
  { now, tookMs }: { readonly now: number; readonly tookMs: number },
): TakenAlert {
  return {
    occurrence: id,
    source,
    taken,
    tookMs,
    traceparent: traceparent ?? null,
    toOpenMs: taken === "opened" && startsAt !== null ? Math.max(0, now - startsAt) : null,
    lastedMs:
      taken === "closed" && startsAt !== null && endsAt !== null
        ? Math.max(0, endsAt - startsAt)
        : null,
  };
}

/** The same queue, with note taken of what came of each alert. */
export function measureMatching(
  queue: AlertQueue,
  { alertMatched }: Pick<Measures, "alertMatched">,
  clock: Pick<Clock, "now">,
): AlertQueue {
  /** Of those that are matched here. */
  const claimed = new Map<string, DueAlert>();
  return {
    ...queue,
    claim: async (limits) => {
      const due = await queue.claim(limits);
      for (const alert of due) claimed.set(alert.id, alert);
      return due;
    },
    settle: async (settlements) => {
      await queue.settle(settlements);
      const now = clock.now();
      for (const settlement of settlements) {
        const alert = claimed.get(settlement.occurrence);
        claimed.delete(settlement.occurrence);
        const matched = matchedAlert(settlement, alert, now);
        if (matched !== undefined) alertMatched(matched);
      }
    },
  };
}

function matchedAlert({ verdict }: Settlement, alert: DueAlert | undefined, now: number) {
  if (verdict === null) return undefined;
  const { result, report } = verdict;
  const isFirst = result === "started" && alert?.runs.length === 0;
  return {
    result,
    brake: report.brake?.brake ?? null,
    toStartMs: isFirst ? Math.max(0, now - alert.openedAt) : null,
  };
}
