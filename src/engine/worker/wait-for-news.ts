import type { Cancel } from "../../ports/clock.ts";
import { firstTimer } from "../machine/timers.ts";
import type { Arrival } from "./arrival.ts";
import { answered, type Happening, woke } from "./happening.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Standing, Work } from "./work.ts";

export type Waited =
  | { readonly is: "heard"; readonly happenings: readonly Happening[] }
  /** The worker is stopping, and of this run nothing is on its way any more. */
  | { readonly is: "idle" }
  | { readonly is: "lost" };

/** Waits until something happens that the run has to hear; all that has arrived by then counts. */
export async function waitForNews(
  work: Work,
  standing: Standing,
  mailbox: Mailbox<Arrival>,
): Promise<Waited> {
  const cancel = ringWhenDue(work, standing, mailbox);
  try {
    for (;;) {
      if (work.flights.inTheAir().length === 0) {
        return work.isDraining() ? { is: "idle" } : heard([woke(work.moment())]);
      }
      const waited = sort(work, standing, await mailbox.take());
      if (waited !== undefined) return waited;
    }
  } finally {
    cancel();
  }
}

/** What arrivals mean for the run; nothing when they do not concern it. */
function sort(
  { flights, moment }: Work,
  { claim }: Standing,
  arrivals: readonly Arrival[],
): Waited | undefined {
  const answers: Happening[] = [];
  let isTime = false;
  for (const arrival of arrivals) {
    switch (arrival.is) {
      case "answered":
        // Also what was given up before: it may be the answer that settles a doubt.
        flights.land(arrival.effect);
        answers.push(answered(arrival.effect, arrival.result, moment()));
        break;
      case "nudged":
        isTime ||= arrival.wakeSeq > claim.heard;
        break;
      case "timer_rang":
        isTime = true;
        break;
      case "draining":
        break;
      case "lease_lost":
        return { is: "lost" };
      case "broke_off":
        throw arrival.error;
    }
  }
  if (answers.length > 0) return heard(answers);
  return isTime ? heard([woke(moment())]) : undefined;
}

function heard(happenings: readonly Happening[]): Waited {
  return { is: "heard", happenings };
}

function ringWhenDue(
  { moment, tools }: Work,
  { run }: Standing,
  { put }: Mailbox<Arrival>,
): Cancel {
  const timer = firstTimer(run);
  if (timer === undefined) return () => undefined;
  const ms = Math.max(0, timer.at - moment().at);
  return tools.clock.after(ms, () => put({ is: "timer_rang" }));
}
