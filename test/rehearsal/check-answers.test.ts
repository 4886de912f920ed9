import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkAnswers } from "../../src/rehearsal/check-answers.ts";
import { programFrom } from "./written.ts";

const program = programFrom(`
  params: { first: { type: name } }
  steps:
    - { id: look, kind: test.workload, with: { namespace: a, name: b } }
    - id: careful
      kind: test.workload
      with: { namespace: a, name: b }
      approve: { by: [team] }
    - { id: scale, kind: test.scale, with: { namespace: a, name: b, replicas: 3 }, verify: none, because: x }
    - { id: kick, kind: test.reset, with: { id: w, reason: stuck }, verify: none, because: x }
    - { id: choose, kind: ask, with: { question: "Which?", of: [team], choices: [keep, drop] } }
    - { id: offered, kind: ask, with: { question: "Which?", of: [team], choices: ["\${{ params.first }}", drop] } }
    - { id: tell, kind: ask, with: { question: "Why?", of: [team] } }
`);

describe("an answer that a step can get", () => {
  test.each([
    "scale: approve",
    "scale: deny",
    "scale: expire",
    "careful: approve",
    "kick: [approve, happened]",
    "kick: not_happened",
    "kick: unknown",
    "choose: keep",
    "choose: expire",
    "choose: [keep, drop]",
    "tell: because of the release",
    "tell: expire",
    "offered: whatever the param says",
  ])("is accepted: %s", (answer) => {
    expect(problems(answer)).toEqual([]);
  });
});

describe("an answer that a step cannot get", () => {
  test.each([
    ["a step that is not there", "scael: approve", 'E160 answers.scael: did you mean "scale"?'],
    ["a step that asks nobody", "look: approve", "E160 answers.look: remove the answer"],
    ["a misspelt word", "scale: aprove", 'E160 answers.scale: did you mean "approve"?'],
    [
      "a later word",
      "kick: [approve, dunno]",
      "E160 answers.kick.1: write one of: approve, deny, expire, happened, not_happened, unknown",
    ],
    [
      "a verdict on what can be repeated",
      "scale: happened",
      "E160 answers.scale: write one of: approve, deny, expire",
    ],
    [
      "a choice that is not offered",
      "choose: approve",
      "E160 answers.choose: write one of: keep, drop, expire",
    ],
  ])("is refused: %s", (_, answer, problem) => {
    expect(problems(answer)).toEqual([problem]);
  });
});

function problems(answers: string): readonly string[] {
  const found = checkAnswers(parse(answers), program, ["answers"]);
  return [...found].map(({ code, at, fix }) => `${code} ${at.join(".")}: ${fix}`);
}
