import { describe, expect, test } from "vitest";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED, VERIFIED } from "./driver.ts";

/** A change is on its way when the step beside it fails. */
function closingBeside(change: object): Driver {
  const run = new Driver(programOf([{ parallel: [read("broken"), change] }]));
  if (run.lastPerform("change").phase === "before") run.succeed("change", 1);
  return run.fail("broken");
}

describe("a run that is closing", () => {
  test("waits for a change on its way, and does not check it any more", () => {
    const run = closingBeside(set("change", VERIFIED));
    expect(run.outcome).toBeUndefined();

    run.succeed("change");
    expect(run.performs("change").map(({ phase }) => phase)).toEqual(["before", "run"]);
    expect(run.outcome).toBe("escalated");
  });

  test("takes back a change that arrived late", () => {
    const run = closingBeside(set("change", { ...UNVERIFIED, undo: "auto" })).succeed("change");

    expect(run.lastPerform("change").phase).toBe("undo");
  });

  test("tries nothing again while it waits for another change", () => {
    const program = programOf([
      { parallel: [read("broken"), set("change", UNVERIFIED), fire("slow", UNVERIFIED)] },
    ]);
    const run = new Driver(program)
      .fail("broken")
      .fail("change", "later")
      .pass(MINUTE - 1);
    expect(run.outcome).toBeUndefined();

    run.succeed("slow");
    expect(run.performs("change")).toHaveLength(1);
    expect(run.outcome).toBe("escalated");
  });

  test("ends as unknown when a change on its way gets into doubt, and asks nobody any more", () => {
    const run = closingBeside(fire("change", UNVERIFIED)).pass(MINUTE);

    expect(run.of("ask_to_settle")).toEqual([]);
    expect(run.outcome).toBe("unknown");
  });

  test("leaves a change alone whose result is unreadable when a person wanted it to stay", () => {
    const run = new Driver(programOf([set("one", { ...UNVERIFIED, undo: "auto" })]));
    run.send({ is: "stopped", at: 0, by: "ann", undo: false });
    run.perform("one", { is: "succeeded", output: { worth: 1 } });

    expect(run.outcome).toBe("cancelled");
    expect(run.run.changes).toMatchObject([{ undo: { is: "not_asked" } }]);
  });

  test("keeps its first reason", () => {
    const run = closingBeside(fire("change", UNVERIFIED));
    run.send({ is: "stopped", at: 0, by: "ann", undo: false }).succeed("change");

    expect(run.ending).toMatchObject({ outcome: "escalated", step: "broken" });
  });
});
