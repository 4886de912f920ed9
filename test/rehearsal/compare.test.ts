import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compare } from "../../src/rehearsal/compare.ts";
import type { Seen } from "../../src/rehearsal/seen.ts";
import { programFrom } from "./written.ts";

const program = programFrom(`
  steps:
    - { id: locks, kind: test.locks, with: { prefix: "wf:" } }
    - id: clear
      foreach: { items: steps.locks.outputs.held, max: 5 }
      kind: test.clear_lock
      with: { key: "\${{ item.key }}", token: "\${{ item.token }}" }
      verify: none
      because: it is a test
    - { id: fetch, kind: http.get, with: { connection: api, path: "/{who}", slots: { who: me } } }
  outputs: { pods: 3, absent: 1 }
`);

const seen: Seen = {
  outcome: "escalated",
  reason: "Nobody approved it.",
  path: ["locks", "clear"],
  inputs: new Map([
    [
      "clear",
      [
        { key: "a", token: "t" },
        { key: "b", token: "t" },
      ],
    ],
    ["fetch", [{ connection: "api", slots: { who: "me" } }]],
  ]),
  outputs: { pods: 3, none: null },
  changed: ["clear"],
  undone: [],
  error: "E303",
  told: ["team", "pagerduty/payments"],
  waited: 90_000,
};

describe("holds", () => {
  test.each([
    "outcome: escalated",
    "path: [locks, clear]",
    "changed: [clear]",
    "undone: []",
    "error: E303",
    "escalated_to: team",
    "escalated_to: pagerduty/payments",
    "waited: 1m30s",
    "waited: 90s",
    "outputs: { pods: 3 }",
    "outputs: { absent: null }",
    "with: { clear.key: [a, b] }",
    "with: { fetch.slots.who: me, fetch.slots: { who: me } }",
  ])("%s", (expected) => {
    expect(differences(expected)).toEqual([]);
  });
});

describe("does not hold", () => {
  test.each([
    ["outcome: resolved", "outcome: outcome is escalated, not resolved: Nobody approved it."],
    ["path: [clear, locks]", "path: path is [locks, clear], not [clear, locks]"],
    ["path: [locks]", "path: path is [locks, clear], not [locks]"],
    ["changed: []", "changed: changed is [clear], not []"],
    ["undone: [clear]", "undone: undone is [], not [clear]"],
    ["error: E304", "error: error is E303, not E304"],
    [
      "escalated_to: nobody",
      'escalated_to: escalated_to is "team, pagerduty/payments", not nobody',
    ],
    ["waited: 1m", 'waited: waited is "1m30s", not "1m"'],
    ["outputs: { pods: 4 }", "outputs.pods: pods is 3, not 4"],
    ['outputs: { pods: "3" }', 'outputs.pods: pods is 3, not "3"'],
    ["with: { clear.key: [a] }", "with.clear.key: clear.key is [a, b], not [a]"],
    ["with: { fetch.slots.who: you }", "with.fetch.slots.who: fetch.slots.who is me, not you"],
    ["with: { fetch.query.q: x }", "with.fetch.query.q: fetch.query.q is null, not x"],
    ["with: { locks.prefix: x }", "with.locks.prefix: locks.prefix is nothing, not x"],
  ])("%s", (expected, difference) => {
    expect(differences(expected)).toEqual([difference]);
  });

  test("and every difference of a test is told", () => {
    expect(differences("{ outcome: resolved, path: [], waited: 1m }")).toHaveLength(3);
  });

  test("and the fix is the line that would hold", () => {
    const [problem] = [...compare(parse("outcome: resolved"), seen, program, [])];

    expect(problem).toMatchObject({
      code: "E163",
      fix: "mend the playbook, or expect outcome: escalated",
    });
  });
});

function differences(expected: string): readonly string[] {
  const problems = [...compare(parse(expected), seen, program, [])];
  return problems.map(({ at, message }) => `${at.join(".")}: ${message}`);
}
