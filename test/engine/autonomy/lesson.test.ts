import { expect, test } from "vitest";
import { lessonOf } from "../../../src/engine/autonomy/lesson.ts";
import {
  Driver,
  fire,
  MINUTE,
  programOf,
  read,
  set,
  UNVERIFIED,
  VERIFIED,
} from "../machine/driver.ts";

function runOf(...steps: readonly object[]): Driver {
  return new Driver(programOf(steps));
}

function stopped(run: Driver): Driver {
  return run.send({ is: "stopped", at: run.now, by: "ann", undo: false });
}

/** It was changed, and a look after it shows no difference until time is up. */
function disproven(run: Driver, step: string): Driver {
  return run
    .succeed(step, 1)
    .succeed(step)
    .succeed(step, 1)
    .pass(2 * MINUTE)
    .succeed(step, 1);
}

test("a run that goes on shows nothing yet", () => {
  expect(lessonOf(runOf(set("one", VERIFIED)).run)).toBeNull();
});

test("a change that its check has proved is a fix", () => {
  const run = runOf(set("one", VERIFIED)).succeed("one", 1).succeed("one").succeed("one", 2);

  expect([run.outcome, lessonOf(run.run)]).toEqual(["resolved", "fixed"]);
});

test("a change whose check did not hold shows that, also when the run went on to another end", () => {
  const caught = runOf(set("one", { ...VERIFIED, on_failure: "continue" }), set("two", UNVERIFIED));

  expect(lessonOf(disproven(runOf(set("one", VERIFIED)), "one").run)).toBe("verify_failed");
  expect(lessonOf(disproven(caught, "one").succeed("two").run)).toBe("verify_failed");
});

test("a run that helped in the end is a fix, whatever was tried before", () => {
  const first = set("one", { ...VERIFIED, on_failure: "continue", undo: "auto" });
  const run = disproven(runOf(first, set("two", VERIFIED)), "one").succeed("one");
  run.succeed("two", 1).succeed("two").succeed("two", 2);

  expect([run.outcome, lessonOf(run.run)]).toEqual(["resolved", "fixed"]);
});

test("a step that could not be carried out is no failed check", () => {
  expect(lessonOf(runOf(set("one", VERIFIED)).fail("one").run)).toBeNull();
});

test("a change that nothing checked is no fix", () => {
  const run = runOf(set("one", UNVERIFIED)).succeed("one");

  expect([run.outcome, lessonOf(run.run)]).toEqual(["escalated", null]);
});

test("a run that had nothing to change is no fix", () => {
  expect(lessonOf(runOf(read("one")).succeed("one").run)).toBeNull();
});

test("a doubt that nobody settles stays one", () => {
  const run = runOf(fire("one", UNVERIFIED));
  run.perform("one", { is: "in_doubt", reason: "the answer was lost" });
  run.send({ is: "settled", at: run.now, step: "one", item: 0, by: "ann", verdict: "unknown" });

  expect([run.outcome, lessonOf(run.run)]).toEqual(["unknown", "left_in_doubt"]);
});

test("who stops a run after its first change overrides it, and who stops it before does not", () => {
  const before = stopped(runOf(read("look"), set("one", UNVERIFIED)));
  const after = runOf(set("one", UNVERIFIED), set("two", UNVERIFIED)).succeed("one");

  expect(lessonOf(before.succeed("look").run)).toBeNull();
  expect(lessonOf(stopped(after).succeed("two").run)).toBe("overridden");
});

test("who takes the changes of an ended run back overrides it, while that goes on and after", () => {
  const run = runOf(set("one", UNVERIFIED)).succeed("one", 3);
  run.send({ is: "undo_asked", at: run.now, by: "ann" });
  const meanwhile = lessonOf(run.run);

  expect([meanwhile, lessonOf(run.succeed("one").run)]).toEqual(["overridden", "overridden"]);
});
