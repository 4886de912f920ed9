import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/model/problem.ts";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { compileProgram, type Program } from "../../src/playbook/program.ts";
import { kinds as outside } from "../../src/steps/registry.ts";
import { kinds as pretended } from "../engine/machine/kinds.ts";

const kinds = new Map([...outside, ...pretended]);

const HEAD = { format: 1, name: "test", version: "1.0.0", owner: "ops", severity: "low" };

function compile(steps: readonly object[], more: object = {}) {
  return compileProgram(
    Playbook.parse({ ...HEAD, summary: "A test.", steps, ...more }),
    kinds,
    (name) => name === "keyed",
  );
}

function problemsOf(steps: readonly object[], more: object = {}): readonly Problem[] {
  const compiled = compile(steps, more);
  return compiled.ok ? [] : compiled.problems;
}

function programOf(steps: readonly object[], more: object = {}): Program {
  const compiled = compile(steps, more);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.program;
}

function step(more: object = {}): object {
  return { id: "one", kind: "test.read", with: { target: "one" }, ...more };
}

const VERIFY = { kind: "test.read", with: { target: "one" }, that: "true" };
const POLL = { kind: "test.read", with: { target: "one" }, that: "now.value == 0" };

/** One wrong expression in each place where one may stand. */
const PLACES: readonly (readonly [at: string, step: object, more?: object])[] = [
  ["steps.0.when", step({ when: "nothing" })],
  ["steps.0.foreach.items", step({ foreach: { items: "nothing", max: 1 } })],
  ["steps.0.approve.when", step({ approve: { by: ["ops"], when: "nothing" } })],
  ["steps.0.retry.on", step({ retry: { max: 1, on: "nothing" } })],
  ["steps.0.verify.that", step({ verify: { ...VERIFY, that: "nothing" } })],
  [
    "steps.0.verify.with.target",
    step({ verify: { ...VERIFY, with: { target: "${{ nothing }}" } } }),
  ],
  [
    "steps.0.undo.with.target",
    step({ undo: { kind: "test.set", with: { target: "${{ nothing }}" } } }),
  ],
  ["steps.0.with.target", step({ with: { target: "${{ nothing }}" } })],
  ["steps.0.with.that", { id: "one", kind: "wait_until", with: { ...POLL, that: "nothing" } }],
  [
    "steps.0.on_failure.0.when",
    step({ on_failure: [{ ...step({ when: "nothing" }), id: "two" }] }),
  ],
  ["safety.lock", step(), { safety: { mode: "auto", lock: "q/${{ nothing }}" } }],
  [
    "safety.guard.that",
    step(),
    { safety: { mode: "auto", guard: { query: "up", connection: "p", that: "nothing" } } },
  ],
  ["outputs.found", step(), { outputs: { found: "${{ nothing }}" } }],
];

describe("a program", () => {
  test.each(PLACES.map(([at, one, more]) => ({ at, one, more })))(
    "names a wrong expression at $at",
    ({ at, one, more }) => {
      const problems = problemsOf([one], more);

      expect(problems.map((problem) => problem.at.join("."))).toEqual([at]);
      expect(problems).toMatchObject([{ code: "E201", level: "error" }]);
    },
  );

  test("points at the wrong part of the text", () => {
    const [problem] = problemsOf([step({ when: "1 < nothing" })]);

    expect(problem?.span).toEqual({ start: 4, end: 11 });
  });

  test("names all that is wrong, not only the first", () => {
    expect(problemsOf([step({ when: "nothing", with: { target: "${{ nobody }}" } })])).toHaveLength(
      2,
    );
  });

  test.each([
    ["when", step({ when: "${{ 1 < 2 }}" })],
    ["foreach.items", step({ foreach: { items: "${{ [1] }}", max: 1 } })],
  ])("refuses a hole in %s and shows the bare form", (_, one) => {
    expect(problemsOf([one])).toMatchObject([
      { code: "E204", fix: expect.stringMatching(/^write it as: (1 < 2|\[1\])$/) },
    ]);
  });

  test.each([
    ["a condition that is a number", step({ when: "1 + 1" }), "a condition that is true or false"],
    ["items that are no list", step({ foreach: { items: "1 + 1", max: 1 } }), "a list"],
  ])("refuses %s", (_, one, wanted) => {
    expect(problemsOf([one])).toMatchObject([
      {
        code: "E203",
        span: { start: 0, end: 5 },
        message: `This place needs ${wanted}, and the expression gives a whole number`,
      },
    ]);
  });

  test("holds each step compiled, those of an on_failure list too", () => {
    const rescue = { ...step(), id: "two" };
    const { steps } = programOf([step({ on_failure: [rescue], verify: VERIFY })]);

    expect([...steps.keys()]).toEqual(["one", "two"]);
    expect(steps.get("one")?.verify).toMatchObject({ every: 15_000, within: 300_000, hold: 0 });
  });

  test("takes the stricter of the two effect classes", () => {
    const set = { kind: "test.set", with: { target: "one" } };
    const { steps } = programOf([
      { id: "stricter", ...set, effect: "once" },
      { id: "looser", ...set, effect: "read" },
    ]);

    expect(steps.get("stricter")?.effect).toBe("once");
    expect(steps.get("looser")?.effect).toBe("idempotent");
  });

  test.each([
    ["step", step({ kind: "test.gone" })],
    ["check", step({ verify: { ...VERIFY, kind: "test.gone" } })],
    ["undo", step({ undo: { kind: "test.gone", with: {} } })],
    ["poll", { id: "one", kind: "wait_until", with: { ...POLL, kind: "test.gone" } }],
  ])("does not come of an unknown kind of %s, and leaves its report to the checker", (_, one) => {
    expect(compile([one])).toEqual({ ok: false, problems: [] });
  });
});

describe("the effect of a call that sends its key along", () => {
  const call = (connection: string) => ({
    id: "one",
    kind: "http.call",
    with: { connection, method: "POST", path: "/" },
  });

  test("is idempotent where the other side knows repeats, and once anywhere else", () => {
    expect(programOf([call("keyed")]).steps.get("one")?.effect).toBe("idempotent");
    expect(programOf([call("other")]).steps.get("one")?.effect).toBe("once");
  });
});
