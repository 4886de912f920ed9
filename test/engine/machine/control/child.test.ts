import { describe, expect, test } from "vitest";
import { OUTCOMES, type Outcome } from "../../../../src/model/outcome.ts";
import { Driver, MINUTE, programOf, read, VERIFIED } from "../driver.ts";

function calling(more: object = {}): Driver {
  return new Driver(
    programOf([
      {
        id: "one",
        kind: "playbook",
        with: { use: "other@^1.0", params: { queue: "orders" } },
        ...more,
      },
      read("two"),
    ]),
  );
}

function end(run: Driver, outcome: Outcome): Driver {
  const outputs = { pods: 3 };
  return run.send({ is: "child_ended", at: run.now, step: "one", item: 0, outcome, outputs });
}

describe("a sub-playbook", () => {
  test("runs in this run's mode and on its time", () => {
    expect(calling().of("call_playbook")).toEqual([
      {
        is: "call_playbook",
        step: "one",
        item: 0,
        use: "other@^1.0",
        params: { queue: "orders" },
        mode: "auto",
        deadline: 60 * MINUTE,
        key: "r-1/one/0",
      },
    ]);
  });

  test.each(OUTCOMES)("that ended as %s decides whether the run goes on", (outcome) => {
    const run = end(calling(), outcome);
    const helped = outcome === "resolved" || outcome === "nothing_to_do";

    expect(run.statusOf("two")).toBe(helped ? "running" : "waiting");
  });

  test("fails its step when it did not help", () => {
    expect(end(calling(), "denied").ending).toMatchObject({ failure: { code: "E306" } });
  });

  test("that was resolved proves the fix of this run", () => {
    expect(end(calling(), "resolved").succeed("two").outcome).toBe("resolved");
  });

  test("that did not help may still have changed something, so this run does not claim otherwise", () => {
    const run = end(calling({ on_failure: "continue" }), "escalated").succeed("two");

    expect(run.outcome).toBe("escalated");
  });

  test("that only suggests makes this run a suggestion", () => {
    expect(end(calling(), "suggested").outcome).toBe("suggested");
  });

  test.each(OUTCOMES)("that ended as %s gives its outcome to a step with then: end", (outcome) => {
    expect(end(calling({ then: "end" }), outcome).outcome).toBe(outcome);
  });

  test("is not believed where its step has a check of its own", () => {
    const run = calling(VERIFIED).succeed("one", 1);
    end(run, "resolved");

    expect(run.lastPerform("one").phase).toBe("after");
    expect(run.statusOf("one")).toBe("running");
  });

  test("is stopped and waited for when the run ends before it", () => {
    const run = calling().send({ is: "stopped", at: 0, by: "ann", undo: false });
    expect(run.of("stop_playbook")).toHaveLength(1);
    expect(run.outcome).toBeUndefined();

    expect(end(run, "cancelled").outcome).toBe("cancelled");
  });
});
