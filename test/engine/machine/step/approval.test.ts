import { describe, expect, test } from "vitest";
import { Driver, fire, MINUTE, programOf, read, set, UNVERIFIED } from "../driver.ts";

function asking(approve: object = {}, more: object = {}): Driver {
  return new Driver(
    programOf([fire("one", { approve: { by: ["ops"], ...approve }, ...UNVERIFIED, ...more })]),
  );
}

describe("an approval", () => {
  test("shows what will be done, and nothing is done before the yes", () => {
    const run = asking();

    expect(run.of("ask_approval")).toMatchObject([
      {
        step: "one",
        by: ["ops"],
        count: 1,
        expires: 15 * MINUTE,
        items: [{ sentence: "test.fire one to 0", with: { target: "one", to: 0 } }],
      },
    ]);
    expect(run.performs()).toEqual([]);
  });

  test("runs what was approved", () => {
    const run = asking().vote("one");

    expect(run.performs()).toMatchObject([{ step: "one", with: { target: "one", to: 0 } }]);
  });

  test("needs as many people as it says, and counts each once", () => {
    const run = asking({ count: 2 }).vote("one", "approve", "ann").vote("one", "approve", "ann");
    expect(run.performs()).toEqual([]);

    run.vote("one", "approve", "bob");
    expect(run.performs()).toHaveLength(1);
  });

  test("is lost by one denial, whoever approved before", () => {
    const run = asking({ count: 2 }).vote("one").vote("one", "deny", "bob");

    expect(run.ending).toMatchObject({ outcome: "denied", reason: 'bob denied "one"' });
    expect(run.performs()).toEqual([]);
    expect(run.of("withdraw_approval")).toEqual([{ is: "withdraw_approval", step: "one" }]);
  });

  test("escalates when nobody answers", () => {
    const run = asking().pass(15 * MINUTE);

    expect(run.ending).toMatchObject({ outcome: "escalated", escalateTo: "team-test" });
    expect(run.run.path).toEqual([]);
  });

  test("ends as denied when nobody answers and it says so", () => {
    expect(asking({ on_expire: "stop" }).pass(15 * MINUTE).outcome).toBe("denied");
  });

  test("takes no vote after it expired, even when nobody was woken in time", () => {
    const run = asking();
    run.now = 15 * MINUTE;
    run.vote("one");

    expect(run.performs()).toEqual([]);
    expect(run.outcome).toBe("escalated");
  });

  test("is not asked for when its own condition is false", () => {
    expect(asking({ when: "1 > 2" }).performs()).toHaveLength(1);
  });

  test("ignores votes on a step that asks nobody", () => {
    const run = new Driver(programOf([read("one")])).vote("one", "deny");

    expect(run.outcome).toBeUndefined();
    expect(run.notes.at(-1)).toContain("No step waits for an approval");
  });

  test("leaves earlier changes alone when it is denied", () => {
    const run = new Driver(
      programOf([
        set("first", { ...UNVERIFIED, undo: "auto" }),
        fire("second", { approve: { by: ["ops"] }, ...UNVERIFIED }),
      ]),
    );
    run.succeed("first").vote("second", "deny");

    expect(run.outcome).toBe("denied");
    expect(run.run.changes).toMatchObject([{ step: "first", undo: { is: "not_asked" } }]);
  });
});
