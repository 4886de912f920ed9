import { describe, expect, test } from "vitest";
import { Driver, MINUTE, programOf, read, set, UNVERIFIED } from "../driver.ts";

const DONE = { is: "succeeded", output: { value: 1 } } as const;

describe("an answer", () => {
  test("counts once", () => {
    const run = new Driver(programOf([set("one", UNVERIFIED), read("two")]));
    const answer = run.answerTo(run.lastPerform("one"), DONE);
    run.send(answer).send(answer);

    expect(run.run.changes).toHaveLength(1);
    expect(run.notes.at(-1)).toBe('Ignored a late answer to "one" (run, attempt 1).');
  });

  test("to an attempt that was given up does not count", () => {
    const run = new Driver(programOf([read("one"), read("two")]));
    const late = run.answerTo(run.lastPerform("one"), DONE);
    run.pass(MINUTE).pass(MINUTE);
    expect(run.lastPerform("one").attempt).toBe(2);

    run.send(late);
    expect(run.statusOf("two")).toBe("waiting");
  });

  test("to a step that was never begun does not count", () => {
    const run = new Driver(programOf([read("one"), read("two")]));
    const answer = run.answerTo(run.lastPerform("one"), DONE);
    run.send({ ...answer, step: "two" });

    expect(run.statusOf("two")).toBe("waiting");
  });
});
