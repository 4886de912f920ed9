import { describe, expect, test } from "vitest";
import { Driver, fire, programOf, read, UNVERIFIED } from "../../../engine/machine/driver.ts";
import {
  cleanHistory,
  doubtfulHistory,
  doubtfulUndoHistory,
  historyOf,
  later,
  withIntents,
  withRun,
} from "../example-history.ts";
import type { History, RunHistory } from "../history.ts";
import { nobodyStuck } from "./nobody-stuck.ts";

const ASK = { id: "ask", kind: "ask", with: { question: "Go on?", of: ["team-test"] } };
const CALL = { id: "call", kind: "playbook", with: { use: "other@1.0.0" } };
const APPROVE = { approve: { by: ["team-test"], expires: "15m" } };

describe("a run", () => {
  test.each([
    ["has ended", cleanHistory()],
    ["waits for a doubt to be settled", doubtfulHistory()],
    ["waits for the doubt about an undo to be settled", doubtfulUndoHistory()],
    ["waits for an answer", waitingAt(ASK)],
    ["waits for an approval", waitingAt(fire("page", { ...UNVERIFIED, ...APPROVE }))],
    ["waits for a run that waits for a person", calling(waitingAt(ASK))],
  ])("that %s is as promised", (_how, history) => {
    expect([...nobodyStuck(history)]).toEqual([]);
  });

  test("that cannot be opened is left to people", () => {
    const history = waitingAt(read("look"));
    const tried = (claimsWithoutProgress: number): History =>
      withRun(withIntents(history, "look", { outcome: "failed" }), ({ record }) => ({
        record: { ...record, claimsWithoutProgress },
      }));

    expect([...nobodyStuck(tried(3))]).toEqual([]);
    expect([...nobodyStuck(tried(2))]).toEqual(STUCK);
  });

  test.each([
    [
      "sleeps, as nobody asked for that",
      waitingAt({ id: "rest", kind: "wait", with: { for: "1h" } }),
    ],
    ["has an effect on its way", withIntents(doubtfulHistory(), "page", { outcome: null })],
    ["waits for a run that nobody knows", waitingAt(CALL)],
    ["waits for a run that has ended", calling(endedInDoubt())],
  ])("must not be one that %s", (_how, history) => {
    expect([...nobodyStuck(history)]).toEqual(STUCK);
  });

  test("must not be one whose undo is on its way", () => {
    const phase = { phase: "undo", outcome: null } as const;
    const history = withIntents(doubtfulUndoHistory(), "restart", phase);

    expect([...nobodyStuck(history)]).toEqual(["run r-1 is not undone, and waits for nobody"]);
  });

  test("must not take longer than half a minute after the last fault", () => {
    const history = cleanHistory();

    const early = nobodyStuck({ ...history, faultsEnded: history.faultsEnded - 30_000 });
    const late = nobodyStuck({ ...history, faultsEnded: history.faultsEnded - 30_001 });

    expect([...early]).toEqual([]);
    expect([...late]).toEqual(["run r-1 ended 30001 ms after the last fault"]);
  });
});

const STUCK = ["run r-1 has not ended, and waits for nobody"];

function waitingAt(step: object): History {
  return historyOf(later(new Driver(programOf([step]))));
}

/** Nobody can be asked any more, so it ends as unknown. */
function endedInDoubt(): History {
  const driver = new Driver(programOf([fire("page", UNVERIFIED)]));
  driver.send({ is: "stopped", at: driver.now, by: "ann", undo: false });
  driver.perform("page", { is: "in_doubt", reason: "the connection was cut" });
  expect(driver.outcome).toBe("unknown");
  return historyOf(driver);
}

/** A run that has called the run of this history. */
function calling(called: History): History {
  const caller = waitingAt(CALL);
  const parent = { run: "r-1", step: "call", item: 0 };
  const children = called.runs.map((run): RunHistory => ({
    ...run,
    record: { ...run.record, id: "r-2", parent },
  }));
  const { faultsEnded } = called;
  return { ...caller, runs: [...caller.runs, ...children], faultsEnded };
}
