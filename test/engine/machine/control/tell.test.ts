import { describe, expect, test } from "vitest";
import { Driver, programOf, read, set, UNVERIFIED } from "../driver.ts";

const SAY = {
  id: "say",
  kind: "slack.post",
  with: { to: "slack/ops", text: "Found ${{ steps.look.outputs.value }}" },
};
const NOTE = { id: "write", kind: "pagerduty.note", with: { text: "It goes on" } };

describe("slack.post", () => {
  test("is done at once, with its text in the record, and the run goes on", () => {
    const run = new Driver(programOf([read("look"), SAY, read("next")])).succeed("look", 4);

    expect(run.statusOf("say")).toBe("done");
    expect(run.run.path).toEqual(["look", "say", "next"]);
    expect(run.notes).toContain("Said to slack/ops: Found 4");
  });

  test("says one thing for each item", () => {
    const foreach = { items: "[1, 2]", max: 2 };
    const each = { ...SAY, foreach, with: { to: "slack/ops", text: "Item ${{ item }}" } };
    const run = new Driver(programOf([each]));

    expect(run.run.steps["say"]).toMatchObject({
      is: "done",
      tasks: [{ with: { text: "Item 1" } }, { with: { text: "Item 2" } }],
    });
  });
});

describe("pagerduty.note", () => {
  test("is wanted with the end of its step, and nobody waits for it", () => {
    const run = new Driver(programOf([NOTE, read("next")]));

    expect(run.of("write_note")).toEqual([{ is: "write_note", text: "It goes on", service: null }]);
    expect(run.statusOf("write")).toBe("done");
    expect(run.performs()).toMatchObject([{ step: "next" }]);
  });

  test("may name the service of the incident", () => {
    const run = new Driver(programOf([{ ...NOTE, with: { text: "It goes on", service: "shop" } }]));

    expect(run.of("write_note")).toMatchObject([{ service: "shop" }]);
  });
});

describe.each([
  ["slack.post", { ...SAY, with: { to: "slack/ops", text: "It goes on" } }],
  ["pagerduty.note", NOTE],
])("%s", (_, step) => {
  test.each(["auto", "approve", "suggest"] as const)("asks nobody in mode %s", (mode) => {
    const run = new Driver(programOf([step, read("next")]), { mode });

    expect(run.performs()).toMatchObject([{ step: "next" }]);
    expect(run.of("ask_approval")).toEqual([]);
  });

  test("is only suggested in mode observe", () => {
    const run = new Driver(programOf([step]), { mode: "observe" });

    expect(run.outcome).toBe("suggested");
    expect(run.of("write_note")).toEqual([]);
    expect(run.run.path).toEqual([]);
  });

  test("is no change: a run that did nothing else had nothing to do", () => {
    expect(new Driver(programOf([step])).outcome).toBe("nothing_to_do");
  });

  test("waits for people where its step says so", () => {
    const run = new Driver(programOf([{ ...step, approve: { by: ["ops"] } }]));
    expect(run.outcome).toBeUndefined();

    expect(run.vote(String(step.id)).outcome).toBe("nothing_to_do");
  });

  test("is not said any more by a run that is ending", () => {
    const run = new Driver(programOf([set("one", UNVERIFIED), step])).fail("one");

    expect(run.outcome).toBe("escalated");
    expect(run.run.path).toEqual(["one"]);
  });
});
