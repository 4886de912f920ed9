import { describe, expect, test } from "vitest";
import type { Program } from "../../../src/playbook/program.ts";
import { chanceOf } from "../chance.ts";
import { cleanHistory, doubtfulHistory, withRun } from "../history/example-history.ts";
import { oracleKinds } from "../oracle/oracle-kinds.ts";
import { MOMENTS } from "../replica/trap.ts";
import { mixedWishes } from "../world/wish.ts";
import { planPoisons, takenAlong } from "./crash-loop.ts";
import { planDeaths } from "./kill-boundaries.ts";
import { doubtedInVain } from "./random-kills.ts";
import { timesUntilCommit } from "./takeover.ts";
import { planSleeps } from "./zombie.ts";

describe("a plan", () => {
  test.each([
    ["deaths", planDeaths],
    ["sleeps", planSleeps],
    ["poisons", planPoisons],
    ["wishes", mixedWishes],
  ])("of %s is the same with the same luck, and another with other luck", (_what, plan) => {
    expect(plan(6, chanceOf(7))).toEqual(plan(6, chanceOf(7)));
    expect(plan(6, chanceOf(7))).not.toEqual(plan(6, chanceOf(8)));
  });

  test("of deaths has as many at each moment", () => {
    const deaths = planDeaths(3, chanceOf(7));

    for (const moment of MOMENTS) {
      expect(deaths.filter(({ trap }) => trap.moment === moment)).toHaveLength(3);
    }
  });

  test("of sleeps has every way to wake up", () => {
    const ways = planSleeps(5, chanceOf(7)).map(({ wakes }) => wakes);

    expect(new Set(ways)).toEqual(new Set(["late", "at_the_claim", "settled"]));
  });

  test("of wishes has every class of run", () => {
    const playbooks = mixedWishes(300, chanceOf(7)).map(({ playbook }) => playbook);

    expect(new Set(playbooks).size).toBe(12);
  });
});

describe("the time of a takeover", () => {
  test("lasts from the kill to the next event of each run that was held", () => {
    const { runs } = cleanHistory();
    const [second] = runs[0]?.events.slice(1) ?? [];
    if (second === undefined) throw new Error("the example has events");
    const at = second.entry.at - 40;

    expect(timesUntilCommit([{ at, runs: ["r-1"] }], { runs })).toEqual([40]);
  });

  test("is none for a run that had ended before, or that nobody took over", () => {
    const { runs } = cleanHistory();

    expect(timesUntilCommit([{ at: Number.MAX_SAFE_INTEGER, runs: ["r-1"] }], { runs })).toEqual(
      [],
    );
  });
});

test("a run beside one that kills must have ended as well", () => {
  const history = cleanHistory();
  const wish = { run: "r-1", playbook: "keyed", modes: [] } as const;
  const open = withRun(history, ({ record }) => ({ record: { ...record, endedAt: null } }));

  expect(takenAlong([wish], history)).toEqual([]);
  expect(takenAlong([wish], open)).toMatchObject([
    { what: "run r-1 could be moved on, and was left alone as well" },
  ]);
});

test("a doubt that a probe could have settled must not be left to people", () => {
  const history = doubtfulHistory();
  const probed = withRun(history, ({ program }) => ({ program: withProbe(program) }));

  expect(doubtedInVain(history)).toEqual([]);
  expect(doubtedInVain(probed)).toMatchObject([
    { what: "r-1/page/0/run could be probed, and is in doubt: the connection was cut" },
  ]);
});

function withProbe(program: Program): Program {
  const kind = oracleKinds("http://127.0.0.1:1").get("oracle.probed");
  if (kind === undefined) throw new Error("there is a kind with a probe");
  const steps = [...program.steps].map(([id, step]) => [id, { ...step, kind }] as const);
  return { ...program, steps: new Map(steps) };
}
