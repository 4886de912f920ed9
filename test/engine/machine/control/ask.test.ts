import { describe, expect, test } from "vitest";
import { Driver, MINUTE, programOf, read, VERIFIED } from "../driver.ts";

function asking(): Driver {
  const question = { question: "Keep it?", of: ["ops"], choices: ["keep", "drop"], expires: "10m" };
  return new Driver(
    programOf([
      { id: "one", kind: "ask", with: question },
      read("two", { when: 'steps.one.outputs.answer == "drop"' }),
    ]),
  );
}

function answer(run: Driver, text: string): Driver {
  return run.send({ is: "answered", at: run.now, step: "one", item: 0, by: "ann", answer: text });
}

describe("ask", () => {
  test("puts the question to people and goes on with their answer", () => {
    const run = asking();
    expect(run.of("ask_person")).toMatchObject([
      { question: "Keep it?", of: ["ops"], choices: ["keep", "drop"], expires: 10 * MINUTE },
    ]);

    expect(answer(run, "drop").statusOf("two")).toBe("running");
  });

  test("ignores an answer that is not offered", () => {
    const run = answer(asking(), "sell");

    expect(run.statusOf("one")).toBe("running");
  });

  test("fails when nobody answers, and takes the question back", () => {
    const run = asking().pass(10 * MINUTE);

    expect(run.of("withdraw_question")).toHaveLength(1);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E303" } });
  });

  test("is checked like any change when it asks for a manual step", () => {
    const question = { question: "Please scale it", of: ["ops"] };
    const step = { id: "one", kind: "ask", with: question, ...VERIFIED };
    const run = new Driver(programOf([step])).succeed("one", 1);
    answer(run, "done")
      .succeed("one", 1)
      .pass(2 * MINUTE)
      .succeed("one", 1);

    expect(run.performs().map(({ phase }) => phase)).toEqual(["before", "after", "after"]);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E304" } });
  });

  test("goes on when the alert resolves after the manual step", () => {
    const question = { question: "Please scale it", of: ["ops"] };
    const step = { id: "one", kind: "ask", with: question, ...VERIFIED };
    const run = answer(new Driver(programOf([step])).succeed("one", 1), "done");
    run.send({ is: "alert_resolved", at: 0 });

    expect(run.outcome).toBeUndefined();
  });

  test("proves a fix when the manual step helped", () => {
    const question = { question: "Please scale it", of: ["ops"] };
    const step = { id: "one", kind: "ask", with: question, ...VERIFIED };
    const run = answer(new Driver(programOf([step])).succeed("one", 1), "done").succeed("one", 2);

    expect(run.outcome).toBe("resolved");
  });

  test("takes no answer after its time", () => {
    const run = asking();
    run.now = 10 * MINUTE;

    expect(answer(run, "drop").outcome).toBe("escalated");
  });
});
