import { describe, expect, test } from "vitest";
import { undoProgress } from "../../../src/engine/machine/taking-back.ts";
import { Driver, fire, MINUTE, programOf, set, UNVERIFIED } from "./driver.ts";

const KEPT = { ...UNVERIFIED, undo: "none" };
const ONCE = { ...UNVERIFIED, undo: { kind: "test.fire", with: { target: "one" } } };

/** A run that ended with these changes in place. */
function ended(...steps: readonly object[]): Driver {
  const run = new Driver(programOf(steps));
  for (const step of run.program.steps.keys()) run.succeed(step, 3);
  expect(run.run.phase.is).toBe("ended");
  return run;
}

function undo(run: Driver, by = "ann"): Driver {
  return run.send({ is: "undo_asked", at: run.now, by });
}

function undoesOf(run: Driver): readonly string[] {
  return run.run.changes.map((change) => change.undo.is);
}

describe("an ended run whose changes a person wants taken back", () => {
  test("takes them back one at a time, the last one first", () => {
    const run = undo(ended(set("first", UNVERIFIED), set("second", UNVERIFIED)));
    expect(run.latest).toMatchObject([
      { is: "perform", step: "second", phase: "undo", undoes: { value: 3 } },
      { is: "wake" },
    ]);
    expect(undoProgress(run.run)).toBe("undoing");

    expect(run.succeed("second").lastPerform("first").phase).toBe("undo");
    run.succeed("first");

    expect(undoesOf(run)).toEqual(["undone", "undone"]);
    expect(undoProgress(run.run)).toBe("undone");
    expect(run.notes.slice(-2)).toEqual(['Took back "first".', "Nothing of it is left."]);
  });

  test("stays ended as it was, to the minute", () => {
    const run = ended(set("one", UNVERIFIED));
    const { ending, outputs } = run;
    const before = run.run.phase;
    run.now = 5 * MINUTE;

    undo(run).succeed("one");

    expect(run.run.phase).toEqual({ ...before, undo: "undone" });
    expect([run.ending, run.outputs]).toEqual([ending, outputs]);
  });

  test("leaves alone what has no way back, and names it", () => {
    const run = undo(ended(set("one", UNVERIFIED), set("kept", KEPT), fire("fired", UNVERIFIED)));
    run.succeed("one");

    expect(run.performs("kept").map(({ phase }) => phase)).toEqual(["run"]);
    expect(undoesOf(run)).toEqual(["undone", "not_asked", "not_asked"]);
    expect(undoProgress(run.run)).toBe("undone");
    expect(run.notes.at(-1)).toBe("Still in place: kept, fired.");
  });

  test("stops at a change that cannot be taken back, says what stays, and tells the owner", () => {
    const run = undo(ended(set("first", UNVERIFIED), set("second", UNVERIFIED))).fail("second");

    expect(undoesOf(run)).toEqual(["not_asked", "failed"]);
    expect(undoProgress(run.run)).toBe("undo_failed");
    expect(run.latest).toEqual([
      {
        is: "escalate",
        to: "team-test",
        reason: '"second" could not be taken back: it said no. Still in place: first, second',
      },
    ]);
  });

  test("can be asked again, under new numbers and with all its tries", () => {
    const run = undo(ended(set("one", UNVERIFIED))).fail("one");
    undo(run).fail("one", "later");
    expect(run.lastPerform("one").attempt).toBe(2);

    run.pass(MINUTE);
    expect(run.lastPerform("one").attempt).toBe(3);

    run.succeed("one");
    expect(undoProgress(run.run)).toBe("undone");
  });

  test("gives up after as many tries as anybody else", () => {
    const run = undo(ended(set("one", UNVERIFIED)));
    for (let tries = 0; tries < 6; tries++) run.fail("one", "later").pass(MINUTE);
    expect(undoProgress(run.run)).toBe("undo_failed");

    undo(run);
    for (let tries = 0; tries < 6; tries++) {
      expect(undoProgress(run.run)).toBe("undoing");
      run.fail("one", "later").pass(MINUTE);
    }
    expect(undoProgress(run.run)).toBe("undo_failed");
  });

  test("hears of nothing else than its undo", () => {
    const run = ended(set("one", UNVERIFIED));
    const late = run.answerTo(run.lastPerform("one"), { is: "failed", failure: FAILURE });
    undo(run).send(late).send({ is: "alert_resolved", at: run.now });

    expect(run.notes.slice(-2)).toEqual(Array(2).fill("Ignored: the run has ended."));
    expect(run.run.alertResolvedAt).toBeNull();
  });
});

describe("an undo that happens once, of an ended run", () => {
  test("waits for a person when nobody knows whether it arrived", () => {
    const run = undo(ended(set("first", UNVERIFIED), set("one", ONCE))).pass(MINUTE);

    expect(run.of("ask_to_settle")).toEqual([
      { is: "ask_to_settle", step: "one", item: 0, reason: "its undo: no answer came in time" },
    ]);
    expect(run.pass(600 * MINUTE).performs("first")).toHaveLength(1);
    expect(undoProgress(run.run)).toBe("undoing");
  });

  test.each([
    ["happened", "undone", 1],
    ["not_happened", "running", 2],
    ["unknown", "failed", 1],
  ] as const)("that a person settles as %s is %s", (verdict, is, sent) => {
    const run = undo(ended(set("one", ONCE))).pass(MINUTE);

    run.send({ is: "settled", at: run.now, step: "one", item: 0, by: "ann", verdict });

    expect(undoesOf(run)).toEqual([is]);
    const undos = run.performs("one").filter(({ phase }) => phase === "undo");
    expect(undos.map(({ attempt }) => attempt)).toEqual([1, 2].slice(0, sent));
  });

  test("believes the answer that everybody was missing", () => {
    const run = undo(ended(set("one", ONCE)));
    const late = run.answerTo(run.lastPerform("one"), {
      is: "succeeded",
      output: { value: 0 },
    });
    run.pass(MINUTE).send(late);

    expect(undoProgress(run.run)).toBe("undone");
  });

  test("is not sent again once nobody could say whether it took place", () => {
    const run = undo(ended(set("one", ONCE))).pass(MINUTE);
    run.send({ is: "settled", at: run.now, step: "one", item: 0, by: "ann", verdict: "unknown" });

    undo(run);

    expect(run.latest).toEqual([]);
    expect(run.notes.at(-1)).toContain("nobody knows whether it has been taken back");
  });
});

const FAILURE = { code: "E602", message: "No", remedy: "Ask.", retry: "never" } as const;
