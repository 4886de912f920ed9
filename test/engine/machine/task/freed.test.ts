import { describe, expect, test } from "vitest";
import { Driver, programOf, set, UNVERIFIED } from "../driver.ts";

const WAITING = { safety: { mode: "auto", deadline: "1h", on_locked: "wait" } };
const BY = { is: "run", id: "r-2", since: 0, reason: "run of other" } as const;

/** A run whose change waits for what another has. */
function waiting(): Driver {
  const run = new Driver(programOf([set("scale", UNVERIFIED)], WAITING));
  return run.perform("scale", { is: "locked", target: "cart", by: BY, isFirst: true });
}

function free(run: Driver, target: string): Driver {
  return run.send({ is: "freed", at: run.now, target });
}

describe("a target that is let go", () => {
  test("is tried for at once, as the try that was to come", () => {
    const run = waiting();
    expect(run.performs("scale")).toHaveLength(1);

    free(run, "cart");

    expect(run.performs("scale").map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(run.notes.at(-1)).toBe('cart was let go, so "scale" tries again.');
  });

  test("is waited for on when another was quicker, for no longer than before", () => {
    const run = free(waiting(), "cart");
    run.perform("scale", { is: "locked", target: "cart", by: BY, isFirst: true });

    expect(run.run.steps["scale"]).toMatchObject({
      tasks: [{ state: { is: "acting", waits: { since: 0, for: { is: "lock" } } } }],
    });
  });

  test("means nothing to a run that waits for another, or for none", () => {
    expect(free(waiting(), "shop").performs("scale")).toHaveLength(1);
    const sent = new Driver(programOf([set("scale", UNVERIFIED)], WAITING));
    expect(free(sent, "cart").performs("scale")).toHaveLength(1);
  });
});
