import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type * as Advance from "../../../src/engine/machine/advance.ts";
import type * as Closing from "../../../src/engine/machine/closing.ts";
import type * as Starting from "../../../src/engine/machine/start-run.ts";
import type * as Timers from "../../../src/engine/machine/timers.ts";
import type * as Transitions from "../../../src/engine/machine/transition.ts";
import type * as Turns from "../../../src/engine/machine/turn.ts";
import { type Level, LEVELS, movesOf } from "../../../src/engine/machine/moves.ts";
import { life, liveThrough } from "./random-life.ts";
import { RARE_LIVES } from "./rare-lives.ts";
import { rowOf } from "./watch-moves.ts";

// Thousands of lives take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const watch = await vi.hoisted(async () => (await import("./watch-moves.ts")).watchMoves());

vi.mock("../../../src/engine/machine/turn.ts", async (original) => {
  const real = await original<typeof Turns>();
  return {
    ...real,
    withRun: watch.changing(real.withRun),
    withStep: watch.changing(real.withStep),
    withTask: watch.changing(real.withTask),
    withTaskPart: watch.changing(real.withTaskPart),
    withChange: watch.changing(real.withChange),
  };
});
vi.mock("../../../src/engine/machine/advance.ts", async (original) => {
  const real = await original<typeof Advance>();
  return { advance: watch.because("itself", real.advance) };
});
vi.mock("../../../src/engine/machine/start-run.ts", async (original) => {
  const real = await original<typeof Starting>();
  return { newRun: watch.beginning(real.newRun) };
});
vi.mock("../../../src/engine/machine/timers.ts", async (original) => {
  const real = await original<typeof Timers>();
  return { ...real, ringDue: watch.because("time", real.ringDue) };
});
vi.mock("../../../src/engine/machine/closing.ts", async (original) => {
  const real = await original<typeof Closing>();
  return { ...real, beginClosing: watch.because("closing", real.beginClosing) };
});
vi.mock("../../../src/engine/machine/transition.ts", async (original) => {
  const { startRun, transition, ...rest } = await original<typeof Transitions>();
  const watched: typeof Transitions = {
    ...rest,
    startRun: (program, event) => watch.during(event.is, () => startRun(program, event)),
    transition: (program, run, event) =>
      watch.during(event.is, () => transition(program, run, event)),
  };
  return watched;
});

/** Each seed brings the same lives each time; later ones are for rows that the first did not show. */
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const AT_LEAST = 2;
const LIVES = 500;

test("the table of moves is what the machine does, no more and no less", () => {
  const rows = LEVELS.flatMap(rowsOf);
  for (const live of RARE_LIVES) live();
  for (const seed of SEEDS) {
    if (seed > AT_LEAST && rows.every((row) => watch.seen.has(row))) break;
    for (const one of fc.sample(life, { seed, numRuns: LIVES })) liveThrough(one, () => {});
  }

  expect([...watch.seen].toSorted()).toEqual(rows.toSorted());
});

function rowsOf(level: Level): readonly string[] {
  return movesOf(level).flatMap(({ from, to, causes }) =>
    causes.map((cause) => rowOf(level, from, cause, to)),
  );
}
