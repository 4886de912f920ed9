import { describe, expect, test } from "vitest";
import { Driver, fire, programOf, read, set, UNVERIFIED, VERIFIED } from "../driver.ts";

function overItems(foreach: object, step: object = {}) {
  return programOf([
    read("look"),
    set("change", {
      foreach: { items: "steps.look.outputs.list", max: 4, ...foreach },
      when: "has(steps.look.outputs.list)",
      with: { target: "one", to: "${{ item }}" },
      ...UNVERIFIED,
      ...step,
    }),
  ]);
}

function started(foreach: object, list: number[], step: object = {}): Driver {
  const run = new Driver(overItems(foreach, step));
  return run.perform("look", { is: "succeeded", output: { value: 0, list } });
}

describe("foreach", () => {
  test("works on one item after the other by default", () => {
    const run = started({}, [11, 12]);
    expect(run.performs("change")).toMatchObject([{ item: 0, with: { to: 11 } }]);

    run.succeed("change", 0, 0);
    expect(run.performs("change").at(-1)).toMatchObject({ item: 1, with: { to: 12 } });
  });

  test("works on as many items at once as it may", () => {
    const run = started({ at_once: 2 }, [11, 12, 13]);
    expect(run.performs("change")).toHaveLength(2);

    run.succeed("change", 0, 1);
    expect(run.performs("change").at(-1)).toMatchObject({ item: 2 });
  });

  test("starts nothing when there are more items than allowed", () => {
    const run = started({}, [1, 2, 3, 4, 5]);

    expect(run.performs("change")).toEqual([]);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E302" } });
  });

  test("is done at once when there is no item", () => {
    const run = started({}, []);

    expect(run.statusOf("change")).toBe("done");
    expect(run.run.path).toEqual(["look"]);
    expect(run.outcome).toBe("nothing_to_do");
  });

  test("stops at the first item that fails, and waits for those on their way", () => {
    const run = started({ at_once: 2 }, [11, 12, 13]);
    run.fail("change", "never", 0);
    expect(run.outcome).toBeUndefined();

    run.succeed("change", 0, 1);
    expect(run.performs("change")).toHaveLength(2);
    expect(run.outcome).toBe("escalated");
  });

  test("goes on past an item that fails when it may, and counts", () => {
    const { playbook } = overItems({ on_item_failure: "continue" });
    const outputs = {
      done: "${{ steps.change.outputs.done }}",
      failed: "${{ steps.change.outputs.failed }}",
    };
    const run = new Driver(programOf(playbook.steps, { outputs }));
    run.perform("look", { is: "succeeded", output: { value: 0, list: [11, 12] } });
    run.fail("change", "never", 0).succeed("change", 0, 1);

    expect(run.statusOf("change")).toBe("done");
    expect(run.outputs).toEqual({ done: 1, failed: 1 });
  });

  test("fails when not one item worked", () => {
    const run = started({ on_item_failure: "continue" }, [11, 12]);
    run.fail("change", "never", 0).fail("change", "never", 1);

    expect(run.statusOf("change")).toBe("failed");
  });

  test("checks each item before it touches the next one", () => {
    const run = started({}, [11, 12], VERIFIED);
    run.succeed("change", 1).succeed("change");
    expect(run.performs("change").at(-1)).toMatchObject({ item: 0, phase: "after" });

    run.succeed("change", 2);
    expect(run.performs("change").at(-1)).toMatchObject({ item: 1, phase: "before" });
  });

  test("asks for all items on one card, and starts none before the yes", () => {
    const run = new Driver(
      programOf([
        read("look"),
        fire("change", {
          foreach: { items: "[1, 2]", max: 4 },
          approve: { by: ["ops"] },
          ...UNVERIFIED,
        }),
      ]),
    );
    run.succeed("look");
    expect(run.of("ask_approval")).toMatchObject([
      { step: "change", request: { effects: [{ item: 0 }, { item: 1 }] } },
    ]);
    expect(run.performs("change")).toEqual([]);

    run.vote("change");
    expect(run.performs("change")).toHaveLength(1);
  });
});
