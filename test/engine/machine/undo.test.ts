import { describe, expect, test } from "vitest";
import {
  Driver,
  fire,
  hush,
  MINUTE,
  programOf,
  read,
  set,
  UNVERIFIED,
  VERIFIED,
} from "./driver.ts";

const AUTO = { ...UNVERIFIED, undo: "auto" };

/** Two changes were made, and a third step is about to fail. */
function changedTwice(first: object, second: object): Driver {
  const program = programOf([set("first", first), set("second", second), read("third")]);
  return new Driver(program).succeed("first", 3).succeed("second", 4);
}

describe("after a failure", () => {
  test("changes are taken back, the last one first, and only then a person is paged", () => {
    const run = changedTwice(AUTO, AUTO).fail("third");
    expect(run.performs().at(-1)).toMatchObject({
      step: "second",
      phase: "undo",
      undoes: { value: 4 },
    });
    expect(run.of("escalate")).toEqual([]);

    run.succeed("second");
    expect(run.performs().at(-1)).toMatchObject({
      step: "first",
      phase: "undo",
      undoes: { value: 3 },
    });

    run.succeed("first");
    expect(run.outcome).toBe("escalated");
    expect(run.run.changes.map(({ undo }) => undo.is)).toEqual(["undone", "undone"]);
  });

  test("a change whose undo is only offered stays", () => {
    const run = changedTwice(AUTO, UNVERIFIED).fail("third").succeed("first");

    expect(run.outcome).toBe("escalated");
    expect(run.run.changes.map(({ undo }) => undo.is)).toEqual(["undone", "not_asked"]);
  });

  test("an undo step is used where the playbook names one", () => {
    const undo = {
      kind: "test.set",
      with: { target: "one", to: "${{ steps.look.outputs.value }}" },
    };
    const program = programOf([read("look"), fire("one", { ...UNVERIFIED, undo }), read("last")]);
    const run = new Driver(program).succeed("look", 9).succeed("one").fail("last");

    expect(run.performs().at(-1)).toMatchObject({
      step: "one",
      phase: "undo",
      kind: "test.set",
      with: { target: "one", to: 9 },
    });
  });

  test("a failed undo stops the others and says what remains", () => {
    const run = changedTwice(AUTO, AUTO).fail("third").fail("second");

    expect(run.performs("first").map(({ phase }) => phase)).toEqual(["run"]);
    expect(run.ending.outcome).toBe("escalated");
    expect(run.ending.reason).toContain("Not taken back: first, second");
  });

  test("an undo is tried again when it failed for the moment", () => {
    const run = changedTwice(UNVERIFIED, AUTO).fail("third").fail("second", "later");
    expect(run.outcome).toBeUndefined();

    run.pass(MINUTE).succeed("second");
    expect(run.run.changes.at(-1)?.undo.is).toBe("undone");
  });

  test("an undo that does not answer is tried again as well", () => {
    const run = changedTwice(UNVERIFIED, AUTO).fail("third").pass(MINUTE);
    expect(run.latest).toContainEqual(expect.objectContaining({ is: "abort", phase: "undo" }));

    run.pass(MINUTE);
    expect(run.lastPerform("second")).toMatchObject({ phase: "undo", attempt: 2 });
  });
});

describe("an undo that happens once and is in doubt", () => {
  const once = { ...AUTO, undo: { kind: "test.fire", with: { target: "one" } } };

  /** Its step has failed, and the run would go on without it. */
  function doubtful(): Driver {
    const verify = { ...VERIFIED.verify, within: "1s" };
    const one = set("one", { verify, undo: once.undo, on_failure: "continue" });
    const beside = [read("beside", { timeout: "10m" }), read("two", { needs: ["beside"] })];
    const run = new Driver(programOf([set("zero", AUTO), { parallel: [one, ...beside] }]));
    run.succeed("zero").succeed("one", 1).succeed("one", 7).succeed("one", 1).pass(1_000);
    return run.succeed("one", 1).pass(MINUTE);
  }

  test("parks the run until a person says what became of it", () => {
    const run = doubtful().succeed("beside");
    expect(run.of("ask_to_settle")).toMatchObject([{ step: "one" }]);
    expect(run.performs("two")).toEqual([]);

    run.send({ is: "settled", at: run.now, step: "one", item: 0, by: "ann", verdict: "happened" });
    expect(run.statusOf("two")).toBe("running");
  });

  test("is not waited for by a run that ends, which takes nothing else back", () => {
    const run = doubtful().pass(60 * MINUTE);

    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E605" } });
    expect(run.ending.reason).toContain("Not taken back: zero, one");
    expect(run.run.changes.map(({ undo }) => undo.is)).toEqual(["not_asked", "failed"]);
  });

  test("is a failure of a run that is ending already", () => {
    const program = programOf([set("one", once), read("two")]);
    const run = new Driver(program).succeed("one").fail("two").pass(MINUTE);

    expect(run.of("ask_to_settle")).toEqual([]);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E605" } });
  });
});

describe("a change that did not help", () => {
  const failing = { verify: { ...VERIFIED.verify, within: "1s" }, undo: "auto" };

  /** The look before said 1, and so do both looks after. */
  function failCheck(run: Driver, step: string): Driver {
    run.succeed(step, 1).succeed(step, 7).succeed(step, 1).pass(1_000);
    return run.succeed(step, 1);
  }

  test("is taken back before anything else happens", () => {
    const run = failCheck(new Driver(programOf([set("one", failing)])), "one");
    expect(run.lastPerform("one")).toMatchObject({ phase: "undo", undoes: { value: 7 } });

    expect(run.succeed("one").outcome).toBe("escalated");
  });

  test("is taken back before the run goes on without it", () => {
    const program = programOf([set("one", { ...failing, on_failure: "continue" }), read("two")]);
    const run = failCheck(new Driver(program), "one");
    expect(run.statusOf("two")).toBe("waiting");

    run.succeed("one");
    expect(run.statusOf("two")).toBe("running");
  });

  test("ends the run when it cannot be taken back, whatever on_failure says", () => {
    const program = programOf([set("one", { ...failing, on_failure: "continue" }), read("two")]);
    const run = failCheck(new Driver(program), "one").fail("one");

    expect(run.performs("two")).toEqual([]);
    expect(run.outcome).toBe("escalated");
  });
});

describe("what is for the time of a run alone", () => {
  const undone = (run: Driver) => run.run.changes.map(({ step, undo }) => [step, undo.is]);

  test("is taken back when the run is resolved, and nothing else is", () => {
    const run = new Driver(programOf([hush("quiet"), set("fix", { ...VERIFIED, undo: "auto" })]));
    run.succeed("quiet").succeed("fix", 1).succeed("fix").succeed("fix", 9);
    expect(run.performs().at(-1)).toMatchObject({ step: "quiet", phase: "undo" });
    expect(run.outcome).toBeUndefined();

    run.succeed("quiet");
    expect(run.outcome).toBe("resolved");
    expect(undone(run)).toEqual([
      ["quiet", "undone"],
      ["fix", "not_asked"],
    ]);
  });

  test.each([
    ["a step fails", (run: Driver) => run.fail("look")],
    ["it is handed over", (run: Driver) => run.succeed("look", 1)],
    ["a person stops it", (run: Driver) => stopped(run)],
    ["its time is over", (run: Driver) => run.pass(60 * MINUTE)],
  ])("is taken back when %s", (_, end) => {
    const over = { id: "over", kind: "escalate", with: { to: "team-test", reason: "Help" } };
    const run = new Driver(programOf([hush("quiet"), read("look"), over])).succeed("quiet");

    end(run).succeed("quiet");
    expect(undone(run)).toEqual([["quiet", "undone"]]);
    expect(run.outcome).toBeDefined();
  });

  test("stays when its playbook says so", () => {
    const run = new Driver(programOf([hush("quiet", { undo: "none" })])).succeed("quiet");

    expect(undone(run)).toEqual([["quiet", "not_asked"]]);
    expect(run.outcome).toBe("escalated");
  });

  test("is taken back although another change could not be", () => {
    const run = new Driver(programOf([hush("quiet"), set("auto", AUTO), read("look")]));
    run.succeed("quiet").succeed("auto").fail("look").fail("auto").succeed("quiet");

    expect(undone(run)).toEqual([
      ["quiet", "undone"],
      ["auto", "failed"],
    ]);
    expect(run.ending?.reason).toContain("Not taken back: auto");
  });

  test("keeps no other change from being taken back when it cannot be", () => {
    const run = new Driver(programOf([set("auto", AUTO), hush("quiet"), read("look")]));
    run.succeed("auto").succeed("quiet").fail("look").fail("quiet").succeed("auto");

    expect(undone(run)).toEqual([
      ["auto", "undone"],
      ["quiet", "failed"],
    ]);
  });

  test("does not turn a run into another when it cannot be taken back, which is told", () => {
    const run = new Driver(programOf([hush("quiet"), set("fix", VERIFIED)]));
    run.succeed("quiet").succeed("fix", 1).succeed("fix").succeed("fix", 9).fail("quiet");

    expect(run.ending).toMatchObject({
      outcome: "resolved",
      reason: "Verified: fix. Not taken back: quiet",
      escalateTo: null,
    });
  });
});

function stopped(run: Driver): Driver {
  run.send({ is: "stopped", at: run.now, by: "ann", undo: false });
  return run;
}
