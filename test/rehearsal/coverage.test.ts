import { describe, expect, test } from "vitest";
import type { Program } from "../../src/playbook/program.ts";
import { measureCoverage } from "../../src/rehearsal/coverage.ts";
import { programFrom, rehearseIn } from "./written.ts";

const LOOK = "{ id: look, kind: test.workload, with: { namespace: a, name: b } }";
const READY = "look: { replicas: 3, ready: 3 }";
const UNREADY = "look: { replicas: 3, ready: 1 }";

describe("a when", () => {
  const program = programFrom(`
    steps:
      - ${LOOK}
      - id: end
        kind: stop
        when: steps.look.outputs.ready == 3
        with: { outcome: nothing_to_do, reason: fine }
  `);

  test("is covered once it was seen true and false", () => {
    expect(gaps(program, [`stub: { ${READY} }`])).toContain(
      'The condition of "end" is false in no test',
    );
    expect(gaps(program, [`stub: { ${UNREADY} }`])).toContain(
      'The condition of "end" is true in no test',
    );
    expect(gaps(program, [`stub: { ${READY} }`, `stub: { ${UNREADY} }`])).toEqual([FAILS("look")]);
  });

  test("that nobody came to counts as seen in no way", () => {
    const broken = "stub: { look: { fails: { message: gone } } }";

    expect(gaps(program, [broken])).toEqual([
      'The condition of "end" is true in no test',
      'The condition of "end" is false in no test',
    ]);
  });

  test("of a step that is left out because it needs a failed one was not seen", () => {
    const needy = programFrom(`
      steps:
        - parallel:
            - { id: first, kind: test.workload, with: { namespace: a, name: b }, on_failure: continue }
            - { id: then_wait, needs: [first], when: run.id != "x", kind: wait, with: { for: 1s } }
    `);

    expect(gaps(needy, ["stub: { first: { fails: { message: gone } } }"])).toEqual([
      'The condition of "then_wait" is true in no test',
      'The condition of "then_wait" is false in no test',
    ]);
  });

  test("is true where the run stops to suggest its step", () => {
    const scaling = programFrom(`
      steps:
        - id: scale
          kind: test.scale
          when: run.id != "x"
          with: { namespace: a, name: b, replicas: 3 }
          verify: none
          because: it is a test
    `);

    expect(gaps(scaling, ["mode: suggest"])).not.toContain(
      'The condition of "scale" is true in no test',
    );
  });

  test("is placed at the condition in the playbook", () => {
    expect(measureCoverage(program, []).gaps).toContainEqual(
      expect.objectContaining({ code: "E164", at: ["steps", 1, "when"], level: "warning" }),
    );
  });
});

describe("an escalation", () => {
  const program = programFrom(`
    steps:
      - ${LOOK}
      - { id: hand_over, kind: escalate, with: { to: team, reason: help } }
  `);

  test("without a condition is covered once it was reached", () => {
    expect(gaps(program, [])).toContain('No test reaches the escalation "hand_over"');
    expect(gaps(program, [`stub: { ${READY} }`])).toEqual([FAILS("look")]);
  });

  test("because a step failed is covered once it did", () => {
    expect(gaps(program, ["stub: { look: { fails: { message: gone } } }"])).toEqual([
      'No test reaches the escalation "hand_over"',
    ]);
  });
});

describe("a failure", () => {
  test("that the run survives, or catches, says so", () => {
    const program = programFrom(`
      steps:
        - { id: first, kind: test.workload, with: { namespace: a, name: b }, on_failure: continue }
        - id: second
          kind: test.workload
          with: { namespace: a, name: b }
          on_failure: [{ id: pause, kind: wait, with: { for: 1s } }]
    `);

    expect(gaps(program, [])).toEqual([
      'No test lets "first" fail, after which the run goes on',
      'No test lets "second" fail, after which the run runs on_failure',
    ]);
    const broken = "{ fails: { message: gone } }";
    expect(gaps(program, [`stub: { first: ${broken}, second: ${broken} }`])).toEqual([]);
  });

  test("of a sub-playbook counts unless its end is the end of the run", () => {
    const program = programFrom(`
      steps:
        - { id: part, kind: playbook, with: { use: other@^1 } }
        - { id: rest, kind: playbook, with: { use: other@^1 }, then: end }
    `);

    expect(gaps(program, [])).toEqual([FAILS("part")]);
    expect(gaps(program, ["stub: { part: { outcome: failed, outputs: {} } }"])).toEqual([]);
  });

  test("of a verify is asked for where there is one", () => {
    const program = programFrom(`
      steps:
        - id: scale
          kind: test.scale
          with: { namespace: a, name: b, replicas: 3 }
          verify: { kind: test.workload, with: { namespace: a, name: b }, that: after.ready == 3 }
          undo: none
    `);
    const world = `stub: { scale: { before: 1, after: 3 }, scale.verify: { replicas: 3, ready: 1 } }`;

    expect(measureCoverage(program, []).gaps[0]?.fix).toContain("scale.verify");
    expect(gaps(program, [world])).toEqual([]);
  });
});

describe("an approval", () => {
  const program = programFrom(`
    steps:
      - id: scale
        kind: test.scale
        with: { namespace: a, name: b, replicas: 3 }
        approve: { by: [team], on_expire: stop }
        verify: none
        because: it is a test
  `);
  const stub = "stub: { scale: { fails: { message: busy } } }";

  test("is covered once it was granted, denied and left alone", () => {
    expect(gaps(program, [])).toEqual([
      'No test approves "scale"',
      'No test denies "scale"',
      'No test lets the approval of "scale" expire',
      FAILS("scale"),
    ]);
    const all = ["approve", "deny", "expire"].map((word) => `${stub}, answers: { scale: ${word} }`);
    expect(gaps(program, all)).toEqual([]);
  });

  test("that is denied has not expired", () => {
    expect(gaps(program, ["answers: { scale: deny }"])).toContain(
      'No test lets the approval of "scale" expire',
    );
  });

  test("that was withdrawn has not expired", () => {
    const world = "answers: { scale: expire }, alert_resolves_after: 1m";

    expect(gaps(program, [world])).toContain('No test lets the approval of "scale" expire');
  });

  test("that nobody was asked for has not expired", () => {
    const many = programFrom(`
      params: { keys: { type: list of name } }
      steps:
        - id: clear
          foreach: { items: params.keys, max: 1 }
          kind: test.clear_lock
          with: { key: "\${{ item }}", token: t }
          approve: { by: [team] }
          verify: none
          because: it is a test
    `);

    expect(gaps(many, ["params: { keys: [a, b] }"])).toContain(
      'No test lets the approval of "clear" expire',
    );
  });

  test("with a condition is covered once it was asked for and once it was not", () => {
    const conditional = programFrom(`
      steps:
        - ${LOOK}
        - id: careful
          kind: test.workload
          with: { namespace: a, name: b }
          approve: { by: [team], when: steps.look.outputs.ready < 3 }
    `);
    const asked = `stub: { ${UNREADY}, careful: { replicas: 1, ready: 1 } }, answers: { careful: approve }`;
    const unasked = `stub: { ${READY}, careful: { replicas: 1, ready: 1 } }`;
    const both = ["true", "false"].map(
      (word) => `The condition for asking about "careful" is ${word} in no test`,
    );

    const broken = "stub: { look: { fails: { message: gone } } }";

    expect(gaps(conditional, [])).toEqual(expect.arrayContaining(both));
    expect(gaps(conditional, [broken])).toEqual(expect.arrayContaining(both));
    const untried = gaps(conditional, [asked, unasked]);
    expect(untried.filter((gap) => both.includes(gap))).toEqual([]);
  });
});

describe("a question", () => {
  test("is covered once each choice was taken, and none", () => {
    const program = programFrom(
      `steps: [{ id: pick, kind: ask, with: { question: "Which?", of: [team], choices: [keep, drop] } }]`,
    );

    expect(gaps(program, ["answers: { pick: keep }"])).toEqual([
      'No test answers "pick" with drop',
      'No test lets the question of "pick" expire',
    ]);
    expect(
      gaps(
        program,
        ["keep", "drop", "expire"].map((word) => `answers: { pick: ${word} }`),
      ),
    ).toEqual([]);
  });

  test("with a verify is also covered only once that failed, which is not silence", () => {
    const program = programFrom(`
      steps:
        - id: by_hand
          kind: ask
          with: { question: "Please scale it", of: [team] }
          verify: { kind: test.workload, with: { namespace: a, name: b }, that: after.ready == 3 }
    `);
    const reads = "by_hand.verify: { replicas: 3, ready: 1 }";

    expect(gaps(program, [])).toContain(FAILS("by_hand"));
    expect(gaps(program, [`stub: { ${reads} }, answers: { by_hand: done }`])).toEqual([
      'No test lets the question of "by_hand" expire',
    ]);
  });

  test("that takes any text is covered by one answer and by none", () => {
    const program = programFrom(
      `steps: [{ id: tell, kind: ask, with: { question: "Why?", of: [team] } }]`,
    );

    expect(gaps(program, ["answers: { tell: because }"])).toEqual([
      'No test lets the question of "tell" expire',
    ]);
  });
});

test("a playbook is measured by how many of its ways were taken", () => {
  const program = programFrom(`
    steps:
      - ${LOOK}
      - { id: hand_over, kind: escalate, with: { to: team, reason: help } }
  `);

  expect(measureCoverage(program, [])).toMatchObject({ points: 2, reached: 0 });
  expect(measureCoverage(program, ended(program, [`stub: { ${READY} }`]))).toMatchObject({
    points: 2,
    reached: 1,
  });
});

const FAILS = (id: string): string => `No test lets "${id}" fail, after which the run escalates`;

function gaps(program: Program, worlds: readonly string[]): readonly string[] {
  return measureCoverage(program, ended(program, worlds)).gaps.map(({ message }) => message);
}

function ended(program: Program, worlds: readonly string[]) {
  return worlds.flatMap((world) => {
    const rehearsal = rehearseIn(program, world);
    return rehearsal.is === "ended" ? [rehearsal] : [];
  });
}
