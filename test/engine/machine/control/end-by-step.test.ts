import { describe, expect, test } from "vitest";
import { Driver, programOf, read, set, UNVERIFIED, VERIFIED } from "../driver.ts";

describe("stop", () => {
  test("ends the run as the playbook says, with its reason", () => {
    const reason = "Only ${{ steps.one.outputs.value }} left";
    const run = new Driver(
      programOf([
        read("one"),
        { id: "drained", kind: "stop", with: { outcome: "nothing_to_do", reason } },
        read("two"),
      ]),
    ).succeed("one", 4);

    expect(run.ending).toMatchObject({ outcome: "nothing_to_do", reason: "Only 4 left" });
    expect(run.run.path).toEqual(["one", "drained"]);
  });

  const resolved = { id: "end", kind: "stop", with: { outcome: "resolved", reason: "It drains" } };

  test("ends as resolved after a check has passed", () => {
    const run = new Driver(programOf([set("one", VERIFIED), resolved]));
    run.succeed("one", 1).succeed("one").succeed("one", 2);

    expect(run.ending).toMatchObject({ outcome: "resolved", reason: "It drains" });
  });

  test("never ends as resolved without proof", () => {
    const run = new Driver(programOf([set("one", UNVERIFIED), resolved])).succeed("one");

    expect(run.outcome).toBe("escalated");
  });
});

describe("escalate", () => {
  test("hands over to whom it names, and leaves changes where they are", () => {
    const page = {
      id: "page",
      kind: "escalate",
      with: { to: "pagerduty/ops", reason: "Look at it" },
    };
    const run = new Driver(programOf([set("one", { ...UNVERIFIED, undo: "auto" }), page])).succeed(
      "one",
    );

    expect(run.outcome).toBe("escalated");
    expect(run.of("escalate")).toEqual([
      { is: "escalate", to: "pagerduty/ops", reason: "Look at it" },
    ]);
    expect(run.run.changes).toMatchObject([{ undo: { is: "not_asked" } }]);
  });
});
