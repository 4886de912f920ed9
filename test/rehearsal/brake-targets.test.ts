import { describe, expect, test } from "vitest";
import type { Rehearsal } from "../../src/rehearsal/rehearse.ts";
import { programFrom, rehearseIn } from "./written.ts";

const UNVERIFIED = "verify: none, because: it is a test";
const SCALED = "{ before: 1, after: 3 }";

describe("a rehearsed run", () => {
  test("changes no more targets than its playbook says, as it would be for real", () => {
    expect(rehearseWith("{ mode: auto }", "reset")).toMatchObject({
      run: { phase: { ending: { outcome: "escalated", failure: { code: "E345" } } } },
    });
  });

  test("changes as many as its playbook says, and the same one again", () => {
    const both = { run: { changes: [{ step: "one" }, { step: "two" }] } };

    expect(rehearseWith("{ mode: auto, max_targets: 2 }", "reset")).toMatchObject(both);
    expect(rehearseWith("{ mode: auto }", "scale")).toMatchObject(both);
  });
});

/** Each kind of these has a target of its own. */
function rehearseWith(safety: string, second: "scale" | "reset"): Rehearsal {
  const scale = `kind: test.scale, with: { namespace: a, name: b, replicas: 3 }, ${UNVERIFIED}`;
  const reset = `kind: test.reset, with: { id: w, reason: stuck }, ${UNVERIFIED}`;
  const steps = `[{ id: one, ${scale} }, { id: two, ${second === "scale" ? scale : reset} }]`;
  const stub = `{ one: ${SCALED}, two: ${second === "scale" ? SCALED : "{ events: 1 }"} }`;
  return rehearseIn(programFrom(`safety: ${safety}\nsteps: ${steps}`), `stub: ${stub}`);
}
