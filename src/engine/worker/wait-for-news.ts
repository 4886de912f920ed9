import type { Cancel } from "../../ports/clock.ts";
import type { Run } from "../machine/state.ts";
import { firstTimer } from "../machine/timers.ts";
import { taskAt } from "../machine/turn.ts";
import type { Arrival } from "./arrival.ts";
import type { Flights } from "./flights.ts";
import { answered, type Happening, progressed, woke } from "./happening.ts";
import type { Mailbox } from "./mailbox.ts";
import { isNews, nextLook } from "./next-look.ts";
import type { Standing, Work } from "./work.ts";

export type Waited =
  | { readonly is: "heard"; readonly happenings: readonly Happening[] }
  /** The worker is stopping, and of this run nothing is on its way any more. */
  | { readonly is: "idle" }
  /** There is nothing to do before then, and the wait is long enough to give the claim back. */
  | { readonly is: "resting"; readonly until: number }
  | { readonly is: "lost" };

/** Waits until something happens that the run has to hear; all that has arrived by then counts. */
export async function waitForNews(
  work: Work,
  standing: Standing,
  mailbox: Mailbox<Arrival>,
): Promise<Waited> {
  for (;;) {
    if (!work.isDraining()) work.flights.resume(work.moment().at);
    const over = isOver(work, standing);
    if (over !== undefined) return over;
    const cancel = ringWhenDue(work, standing, mailbox);
    const arrivals = await mailbox.take();
    cancel();
    const waited = sort(work, standing, arrivals);
    if (waited !== undefined) return waited;
  }
}

/** Less is not worth the claim that comes after it. */
const SHORTEST_REST = 5_000;

/** Whether there is nothing to wait for, or nothing for now. */
function isOver({ flights, isDraining, moment }: Work, { run }: Standing): Waited | undefined {
  if (flights.isAnyUnderWay()) return undefined;
  if (isDraining()) return { is: "idle" };
  const again = flights.pausedUntil();
  if (again === undefined) return heard([woke(moment())]);
  const until = Math.min(again, firstTimer(run)?.at ?? again);
  return until - moment().at < SHORTEST_REST ? undefined : { is: "resting", until };
}

/** What arrivals mean for the run; nothing when they do not concern it. */
function sort(
  { flights, moment }: Work,
  { claim, run }: Standing,
  arrivals: readonly Arrival[],
): Waited | undefined {
  const news: Happening[] = [];
  let isTime = false;
  for (const arrival of arrivals) {
    switch (arrival.is) {
      case "answered":
        // Also what was given up before: it may be the answer that settles a doubt.
        flights.land(arrival.effect);
        news.push(answered(arrival.effect, arrival.result, moment()));
        break;
      case "pending":
        news.push(...lookAgain(flights, run, arrival, moment().at));
        break;
      case "nudged":
        isTime ||= arrival.wakeSeq > claim.heard;
        break;
      case "timer_rang":
        isTime = true;
        break;
      case "look_due":
      case "draining":
        break;
      case "lease_lost":
        return { is: "lost" };
      case "broke_off":
        throw arrival.error;
    }
  }
  if (news.length > 0) return heard(news);
  return isTime ? heard([woke(moment())]) : undefined;
}

/** Returns what the record should know of the look that found nothing. */
function lookAgain(
  { land, pause }: Flights,
  run: Run,
  { effect, progress }: Extract<Arrival, { readonly is: "pending" }>,
  now: number,
): readonly Happening[] {
  const state = taskAt(run, effect)?.state;
  if (state?.is !== "arriving") {
    land(effect);
    return [];
  }
  pause(effect, nextLook(state.since, effect.until, now));
  return progress !== null && isNews(state.seen, progress, now)
    ? [progressed(effect, progress, now)]
    : [];
}

function heard(happenings: readonly Happening[]): Waited {
  return { is: "heard", happenings };
}

function ringWhenDue(
  { flights, moment, tools }: Work,
  { run }: Standing,
  { put }: Mailbox<Arrival>,
): Cancel {
  const timers = [
    { at: firstTimer(run)?.at, arrival: { is: "timer_rang" } },
    { at: flights.pausedUntil(), arrival: { is: "look_due" } },
  ] as const;
  const cancels = timers.map(({ at, arrival }) =>
    at === undefined
      ? () => undefined
      : tools.clock.after(Math.max(0, at - moment().at), () => put(arrival)),
  );
  return () => cancels.forEach((cancel) => cancel());
}
