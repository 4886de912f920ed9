import { describe, expect, test } from "vitest";
import { safety } from "../../../src/check/rules/safety.ts";
import { judge, problems } from "./playbook-from.ts";

const CHANGE = "steps: [{ id: a, kind: test.scale }]";
const WHOLE = "mode: approve, cooldown: 15m, max_runs: 3 per 24h, lock: a";

describe("safety", () => {
  test("is not asked of a playbook that only reads", () => {
    expect(judge(safety, "steps: [{ id: a, kind: test.workload }]")).toEqual([]);
  });

  test("is asked as soon as one step changes something", () => {
    expect(judge(safety, CHANGE)).toEqual(["E134 "]);
  });

  test.each(["lock", "cooldown", "max_runs"])("must say %s", (field) => {
    const rest = WHOLE.split(", ").filter((part) => !part.startsWith(field));
    const found = problems(
      safety,
      `{ ${CHANGE.replace("steps:", "steps :")}, safety: { ${rest.join(", ")} } }`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(field);
  });

  test("has a mode for each environment that the alert can name", () => {
    const env = "params: { env: { type: enum, of: [prod, staging] } }";
    const rules = (mode: string) =>
      `{ ${CHANGE}, ${env}, safety: { ${WHOLE.replace("mode: approve", `mode: ${mode}`)} } }`;
    expect(judge(safety, rules("{ prod: approve, staging: auto }"))).toEqual([]);
    expect(judge(safety, rules("{ prod: approve }"))).toEqual(["E134 safety.mode"]);
    expect(judge(safety, rules("{ prod: approve, default: suggest }"))).toEqual([]);
  });

  test("cannot depend on an environment that no param names", () => {
    const found = judge(
      safety,
      `{ ${CHANGE}, safety: { ${WHOLE.replace("mode: approve", "mode: { prod: auto }")} } }`,
    );
    expect(found).toEqual(["E134 safety.mode"]);
  });
});
