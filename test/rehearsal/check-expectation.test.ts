import { expect, test } from "vitest";
import { parse } from "yaml";
import { checkExpectation } from "../../src/rehearsal/check-expectation.ts";
import { programFrom } from "./written.ts";

const program = programFrom(`
  steps:
    - { id: look, kind: test.workload, with: { namespace: a, name: b } }
    - { id: ask_api, kind: http.get, with: { connection: api, path: "/{who}", slots: { who: me } } }
    - { id: scale, kind: test.scale, with: { namespace: a, name: b, replicas: 3 }, verify: none, because: x }
  outputs:
    pods: \${{ steps.look.outputs.replicas }}
`);

test.each([
  "outcome: resolved",
  "path: [look, scale]",
  "{ changed: [scale], undone: [] }",
  "with: { scale.replicas: 3, ask_api.slots.who: me, ask_api.slots: { who: me } }",
  "outputs: { pods: 3 }",
  "{ error: E304, escalated_to: team, waited: 5m }",
])("accepts what a run can show: %s", (expected) => {
  expect(problems(expected)).toEqual([]);
});

test.each([
  ["nothing at all", "{}", "E160 expect: add outcome: …"],
  [
    "a path over an unknown step",
    "path: [look, scael]",
    'E160 expect.path.1: did you mean "scale"?',
  ],
  [
    "a change by an unknown step",
    "changed: [x]",
    "E160 expect.changed.0: write one of: look, ask_api, scale",
  ],
  ["an undo of an unknown step", "undone: [scal]", 'E160 expect.undone.0: did you mean "scale"?'],
  [
    "an input of an unknown step",
    "with: { scael.replicas: 3 }",
    'E160 expect.with.scael.replicas: did you mean "scale"?',
  ],
  [
    "an unknown input",
    "with: { scale.replica: 3 }",
    'E160 expect.with.scale.replica: did you mean "replicas"?',
  ],
  ["no input", "with: { scale: 3 }", "E160 expect.with.scale: write scale.<field>"],
  ["an unknown output", "outputs: { pod: 3 }", 'E160 expect.outputs.pod: did you mean "pods"?'],
])("refuses to expect %s", (_, expected, problem) => {
  expect(problems(expected)).toEqual([problem]);
});

function problems(expected: string): readonly string[] {
  const found = checkExpectation(parse(expected), program, ["expect"]);
  return [...found].map(({ code, at, fix }) => `${code} ${at.join(".")}: ${fix}`);
}
