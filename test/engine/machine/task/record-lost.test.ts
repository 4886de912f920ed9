import { describe, expect, test } from "vitest";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED, VERIFIED } from "../driver.ts";

const FIRED_BACK = { ...UNVERIFIED, undo: { kind: "test.fire", with: { target: "one" } } };

function lose(run: Driver): Driver {
  return run.send({ is: "record_lost", at: run.now });
}

function settle(run: Driver, step: string, verdict: "happened" | "not_happened"): Driver {
  return run.send({ is: "settled", at: run.now, step, item: 0, by: "ann", verdict });
}

function stateOf(run: Driver, step: string): string | undefined {
  const state = run.run.steps[step];
  return state !== undefined && "tasks" in state ? state.tasks[0]?.state.is : undefined;
}

describe("a run whose record may have lost its end", () => {
  test("asks before it sends what happens once", () => {
    const run = lose(new Driver(programOf([read("look"), fire("shot", UNVERIFIED)])));

    run.succeed("look");

    expect(run.performs("shot")).toEqual([]);
    expect(run.latest).toMatchObject([
      { is: "ask_to_settle", step: "shot", reason: expect.stringContaining("earlier state") },
      { is: "wake" },
    ]);
  });

  test("sends it when a person says that it has not happened, with all its tries", () => {
    const run = lose(new Driver(programOf([read("look"), fire("shot", UNVERIFIED)])));
    settle(run.succeed("look"), "shot", "not_happened");
    expect(run.lastPerform("shot").attempt).toBe(1);

    run.fail("shot", "never_left").pass(MINUTE);

    expect(run.lastPerform("shot").attempt).toBe(2);
    expect(run.succeed("shot").outcome).toBe("escalated");
  });

  test("does not send it when a person says that it has, and asks again for what comes next", () => {
    const run = lose(
      new Driver(programOf([read("look"), fire("shot", UNVERIFIED), fire("next", UNVERIFIED)])),
    );

    settle(run.succeed("look"), "shot", "happened");

    expect(run.performs("shot")).toEqual([]);
    expect(run.run.changes).toMatchObject([{ step: "shot" }]);
    expect(stateOf(run, "next")).toBe("in_doubt");
  });

  test("never says that it had nothing to do once it was asked", () => {
    const run = lose(new Driver(programOf([read("look"), fire("shot", UNVERIFIED)])));

    settle(run.succeed("look"), "shot", "happened");

    expect(run.outcome).toBe("escalated");
  });

  test("asks about a try that was still to come", () => {
    const run = new Driver(programOf([fire("shot", UNVERIFIED)])).fail("shot", "never_left");

    lose(run).pass(MINUTE);

    expect(stateOf(run, "shot")).toBe("in_doubt");
    settle(run, "shot", "not_happened");
    expect(run.lastPerform("shot").attempt).toBe(2);
  });

  test("waits for what it sent itself, as ever", () => {
    const run = lose(new Driver(programOf([fire("shot", UNVERIFIED)])));

    expect(run.succeed("shot").outcome).toBe("escalated");
  });

  test("asks as well after the look before it", () => {
    const run = lose(new Driver(programOf([fire("shot", VERIFIED)])));

    expect(stateOf(run.succeed("shot"), "shot")).toBe("in_doubt");
  });

  test("repeats under the old key what may be repeated", () => {
    const run = lose(new Driver(programOf([read("look"), set("scale", UNVERIFIED)])));

    run.succeed("look");

    expect(run.lastPerform("scale").key).toBe("r-1/scale/0/run");
  });

  test("calls other playbooks, whose runs begin in the same doubt", () => {
    const run = new Driver(programOf([fire("shot", UNVERIFIED)]), { isRepeat: true });

    expect(stateOf(run, "shot")).toBe("in_doubt");
  });

  test("asks before it takes back what is taken back once", () => {
    const run = new Driver(programOf([set("one", FIRED_BACK), read("look")])).succeed("one");
    lose(run).succeed("look");
    run.send({ is: "undo_asked", at: run.now, by: "ann" });

    expect(run.run.changes[0]?.undo.is).toBe("in_doubt");
    settle(run, "one", "not_happened");
    expect(run.lastPerform("one").phase).toBe("undo");
  });

  test("gives such an undo up when it is ending and cannot ask", () => {
    const run = new Driver(programOf([set("one", FIRED_BACK), read("look")])).succeed("one");
    lose(run).send({ is: "stopped", at: run.now, by: "ann", undo: true });

    expect(run.run.changes[0]?.undo.is).toBe("failed");
    expect(run.outcome).toBe("escalated");
  });
});
