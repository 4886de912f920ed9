import { describe, expect, test } from "vitest";
import { Driver, fire, programOf, read, set, UNVERIFIED } from "../driver.ts";

const program = programOf([read("look"), set("change", UNVERIFIED)]);

describe("mode observe", () => {
  test("reads, and ends before the first change without telling anybody", () => {
    const run = new Driver(program, { mode: "observe" }).succeed("look");

    expect(run.performs().map(({ step }) => step)).toEqual(["look"]);
    expect(run.ending).toMatchObject({ outcome: "suggested", plan: ["test.set one to 5"] });
  });

  test("pages nobody when a read fails", () => {
    const run = new Driver(program, { mode: "observe" }).fail("look");

    expect(run.outcome).toBe("failed");
    expect(run.of("escalate")).toEqual([]);
  });

  test("suggests instead of asking or paging people", () => {
    const escalating = programOf([
      { id: "page", kind: "escalate", with: { to: "ops", reason: "Look" } },
    ]);
    const run = new Driver(escalating, { mode: "observe" });

    expect(run.ending).toMatchObject({ outcome: "suggested", plan: ["Escalate to ops: Look"] });
    expect(run.of("escalate")).toEqual([]);
  });
});

describe("mode suggest", () => {
  test("reads, and ends with the plan of the first change", () => {
    const run = new Driver(program, { mode: "suggest" }).succeed("look");

    expect(run.ending).toMatchObject({
      outcome: "suggested",
      step: "change",
      plan: ["test.set one to 5"],
    });
    expect(run.run.firstChangeAt).toBeNull();
  });
});

describe("mode approve", () => {
  test("lets the owner approve a change that does not ask for it", () => {
    const run = new Driver(program, { mode: "approve" }).succeed("look");

    expect(run.of("ask_approval")).toMatchObject([
      { step: "change", request: { by: ["team-test"] } },
    ]);
  });

  test("asks even when the step's own condition would not", () => {
    const lenient = programOf([
      fire("one", { approve: { by: ["ops"], when: "false" }, ...UNVERIFIED }),
    ]);
    const run = new Driver(lenient, { mode: "approve" });

    expect(run.of("ask_approval")).toMatchObject([{ step: "one", request: { by: ["ops"] } }]);
  });

  test("does not ask for reads", () => {
    expect(new Driver(program, { mode: "approve" }).performs()).toHaveLength(1);
  });
});

describe("mode auto", () => {
  test("asks only where a step says so", () => {
    const run = new Driver(program, { mode: "auto" }).succeed("look");

    expect(run.of("ask_approval")).toEqual([]);
    expect(run.performs("change")).toHaveLength(1);
  });
});
