import { describe, expect, test } from "vitest";
import { ACTIONS, whyNot, type Action } from "../../../src/engine/machine/allowed-actions.ts";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED } from "./driver.ts";

const QUESTION = { id: "one", kind: "ask", with: { question: "Go on?", of: ["ops"] } };
const APPROVED = fire("one", { approve: { by: ["ops"] }, ...UNVERIFIED });

const ONCE_BACK = { ...UNVERIFIED, undo: { kind: "test.fire", with: { target: "one" } } };

const undo = (run: Driver) => run.send({ is: "undo_asked", at: run.now, by: "ann" });
const stop = (run: Driver) => run.send({ is: "stopped", at: run.now, by: "ann", undo: false });

const SITUATIONS: readonly (readonly [string, () => Driver, readonly Action[]])[] = [
  ["that runs", () => new Driver(programOf([read("one")])), ["stop", "stop_and_undo"]],
  [
    "that asks for approval",
    () => new Driver(programOf([APPROVED])),
    ["approve", "deny", "stop", "stop_and_undo"],
  ],
  [
    "that asks a question",
    () => new Driver(programOf([QUESTION])),
    ["answer", "stop", "stop_and_undo"],
  ],
  [
    "in doubt",
    () => new Driver(programOf([fire("one", UNVERIFIED)])).pass(MINUTE),
    ["settle", "stop", "stop_and_undo"],
  ],
  ["that is closing", () => stop(new Driver(programOf([fire("one", UNVERIFIED)]))), []],
  ["that ended without a change", () => stop(new Driver(programOf([read("one")]))), ["retry"]],
  [
    "that ended with a change that can be undone",
    () => new Driver(programOf([set("one", UNVERIFIED)])).succeed("one"),
    ["undo", "retry"],
  ],
  [
    "that takes its changes back",
    () => undo(new Driver(programOf([set("one", UNVERIFIED)])).succeed("one")),
    [],
  ],
  [
    "whose undo is in doubt",
    () => undo(new Driver(programOf([set("one", ONCE_BACK)])).succeed("one")).pass(MINUTE),
    ["settle"],
  ],
  [
    "that took its changes back",
    () => undo(new Driver(programOf([set("one", UNVERIFIED)])).succeed("one")).succeed("one"),
    ["retry"],
  ],
  [
    "that could not take them back",
    () => undo(new Driver(programOf([set("one", UNVERIFIED)])).succeed("one")).fail("one"),
    ["undo", "retry"],
  ],
  [
    "that ended as suggested",
    () => new Driver(programOf([set("one", UNVERIFIED)]), { mode: "suggest" }),
    ["start", "retry"],
  ],
];

describe("a run", () => {
  test.each(SITUATIONS)("%s allows just what makes sense", (_, build, allowed) => {
    const { program, run } = build();

    expect(ACTIONS.filter((action) => whyNot(action, program, run) === undefined)).toEqual(allowed);
  });

  test("says why an action is refused", () => {
    const { program, run } = new Driver(programOf([read("one")]));

    expect(whyNot("approve", program, run)).toBe("No step waits for an approval.");
  });

  test.each([
    ["that runs", () => new Driver(programOf([read("one")])), "The run has not ended."],
    [
      "that changed nothing",
      () => new Driver(programOf([read("one")])).succeed("one"),
      "The run has left no change in place.",
    ],
    [
      "being undone",
      () => undo(new Driver(programOf([set("one", UNVERIFIED)])).succeed("one")),
      "Its changes are being taken back.",
    ],
    [
      "whose changes have no way back",
      () =>
        new Driver(
          programOf([set("kept", { ...UNVERIFIED, undo: "none" }), fire("one", UNVERIFIED)]),
        )
          .succeed("kept")
          .succeed("one"),
      'Nothing that the run has left can be taken back: "kept" because its playbook says undo: none; "one" because it is a test.',
    ],
  ])("%s says why it cannot be undone", (_, build, reason) => {
    const { program, run } = build();

    expect(whyNot("undo", program, run)).toBe(reason);
  });

  test("hears nobody who asks for what is not allowed, and says so on the record", () => {
    const run = stop(stop(new Driver(programOf([fire("one", UNVERIFIED)]))));

    expect(run.notes.at(-1)).toBe("Ignored: The run is not running any more.");
  });
});
