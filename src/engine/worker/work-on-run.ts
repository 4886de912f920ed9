import type { Program } from "../../playbook/program.ts";
import type { Next } from "../../ports/run-change.ts";
import type { Claimed } from "../../ports/run-store.ts";
import type { Run } from "../machine/state.ts";
import { tellWaiters } from "../tell-waiters.ts";
import type { Arrival } from "./arrival.ts";
import { commit, type Heard } from "./commit.ts";
import { type Errand, errandsOf } from "./errand.ts";
import { createFlights } from "./flights.ts";
import { fly } from "./fly.ts";
import { type Happening, type Moment, toldBy } from "./happening.ts";
import type { Lease } from "./lease.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Move } from "./move.ts";
import { recover, startAnew } from "./recover.ts";
import { runErrand } from "./run-errand.ts";
import { takeUp } from "./take-up.ts";
import { waitForNews } from "./wait-for-news.ts";
import type { Standing, Tools, Work } from "./work.ts";

export interface Desk {
  readonly program: Program;
  /** When the claim was answered, on the monotonic clock. */
  readonly claimedAt: number;
  readonly lease: Lease;
  readonly mailbox: Mailbox<Arrival>;
  readonly isDraining: () => boolean;
  readonly tools: Tools;
}

/**
 * Moves a run on until it rests, ends, or is somebody else's.
 *
 * What was heard becomes a move, the move is stored, and only then its effects are performed.
 * Their answers are heard next, so one commit holds the outcome of a step and the intent of the
 * step after it. Whatever is thrown leaves the claim to lapse.
 */
export async function workOnRun(claimed: Claimed, desk: Desk): Promise<void> {
  const work = begin(claimed, desk);
  try {
    await workThrough(work, claimed, desk.mailbox);
  } finally {
    work.flights.giveUpAll();
  }
}

function begin({ record, now }: Claimed, { mailbox, claimedAt, ...desk }: Desk): Work {
  const { clock, chance } = desk.tools;
  const moment = (): Moment => ({
    // Runs behind the clock of the database by the time of one answer, and never ahead of it.
    at: Math.floor(now + clock.monotonic() - claimedAt),
    chance: chance(),
  });
  const { parent } = record;
  const crew = { ...desk, parent, moment };
  const flights = createFlights({
    fly: (effect, givenUp) => fly(crew, record.id, effect, givenUp),
    onAnswer: (effect, result) =>
      mailbox.put(
        result.is === "pending" ? { ...result, effect } : { is: "answered", effect, result },
      ),
    onThrown: (error) => mailbox.put({ is: "broke_off", error }),
  });
  return { ...crew, flights };
}

async function workThrough(work: Work, claimed: Claimed, mailbox: Mailbox<Arrival>): Promise<void> {
  const left = await takeUp(claimed, work.program, work.tools.store);
  let { uncommitted } = left;
  let standing: Standing = { claim: claimed.claim, run: claimed.record.state };
  const recovered = await recover(work, standing.run, left.interrupted);
  // Probes that were cut short have found out nothing.
  if (!work.lease.isHeld()) return;
  let heard: Heard = {
    told: claimed.messages.map(toldBy),
    own: [
      ...recovered,
      ...startAnew(work, standing.run, uncommitted),
      ...(await runErrands(work, standing.run, left.errands)),
    ],
  };
  for (;;) {
    if (heard.told.length + heard.own.length === 0) {
      const waited = await waitForNews(work, standing, mailbox);
      if (waited.is === "lost") return;
      if (waited.is === "idle") return work.tools.store.release(standing.claim);
      if (waited.is === "resting") return rest(work, standing, waited.until);
      heard = { told: [], own: waited.happenings };
    }
    const committed = await commit(work, standing, heard, uncommitted);
    if (committed.is === "lost") return;
    ({ standing } = committed);
    uncommitted = [];
    if (committed.freed.length > 0) await letOthersTry(work, standing, committed.freed);
    if (committed.next.is !== "work") return wakeWhenDue(work, standing, committed.next);
    if (!perform(work, committed.move)) return;
    const errands = errandsOf(committed.outgoing);
    heard = { told: [], own: await runErrands(work, standing.run, errands) };
  }
}

/** Whether the lease still allowed it. */
function perform({ flights, lease, isDraining }: Work, { effects, performs }: Move): boolean {
  for (const effect of effects) if (effect.is === "abort") flights.giveUp(effect);
  for (const effect of performs) {
    if (!lease.isHeld()) return false;
    if (!isDraining()) flights.launch(effect);
  }
  return true;
}

async function runErrands(
  { moment, tools }: Work,
  run: Run,
  errands: readonly Errand[],
): Promise<readonly Happening[]> {
  const heard: Happening[] = [];
  for (const errand of errands) heard.push(...(await runErrand(errand, run, moment(), tools)));
  return heard;
}

/** Nothing has changed, so nothing is recorded: the run is only somebody else's to take up then. */
async function rest(work: Work, standing: Standing, until: number): Promise<void> {
  await work.tools.store.release(standing.claim, until);
  wakeWhenDue(work, standing, { is: "rest", until });
}

/** Only a hint: it must not keep the run from ending. */
async function letOthersTry(
  { tools }: Work,
  { claim: { run, seq } }: Standing,
  freed: readonly string[],
): Promise<void> {
  try {
    await tellWaiters(freed, `${run}/${seq}`, tools);
  } catch (error) {
    tools.onTrouble({ what: "waiters_not_told", run, error });
  }
}

/** The store knows when the run is due; this only saves the wait until somebody looks there. */
function wakeWhenDue({ moment, tools }: Work, { claim }: Standing, next: Next): void {
  if (next.is !== "rest" || next.until === null) return;
  const delayMs = Math.max(0, next.until - moment().at);
  tools.dispatcher.wake(claim.run, claim.heard, { delayMs, epoch: claim.epoch });
}
