import { describe, expect, test } from "vitest";
import { Driver, programOf, read, SECOND } from "../driver.ts";

describe("wait", () => {
  test("lets time pass before the next step", () => {
    const run = new Driver(
      programOf([{ id: "one", kind: "wait", with: { for: "30s" } }, read("two")]),
    );
    expect(run.wakeAt).toBe(30 * SECOND);

    run.pass(29 * SECOND);
    expect(run.statusOf("two")).toBe("waiting");

    run.pass(SECOND);
    expect(run.statusOf("two")).toBe("running");
  });
});
