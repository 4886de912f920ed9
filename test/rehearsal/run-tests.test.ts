import { describe, expect, test } from "vitest";
import { complaints, programFrom } from "./written.ts";

const program = programFrom(`
  match: { alert: QueueBacklog, labels: { env: prod } }
  steps:
    - { id: look, kind: test.workload, with: { namespace: a, name: b } }
    - id: end
      kind: stop
      when: steps.look.outputs.ready == 3
      with: { outcome: nothing_to_do, reason: All are ready }
    - { id: hand_over, kind: escalate, with: { to: team-payments, reason: Some are not ready } }
`);

const READY = "stub: { look: { replicas: 3, ready: 3 } }";

describe("the tests of a file", () => {
  test("pass when the runs go as expected", () => {
    const found = complaints(
      program,
      `tests:
        - { name: one, ${READY}, expect: { outcome: nothing_to_do } }
        - { name: two, stub: { look: { replicas: 3, ready: 1 } }, expect: { outcome: escalated } }`,
    );

    expect(found).toEqual([]);
  });

  test("share defaults, and differ from them key by key", () => {
    const found = complaints(
      program,
      `defaults: { ${READY} }
tests:
  - { name: one, expect: { outcome: nothing_to_do } }
  - { name: two, stub: { look: { replicas: 3, ready: 1 } }, expect: { outcome: escalated } }`,
    );

    expect(found).toEqual([]);
  });

  test("replace params one by one", () => {
    const paused = programFrom(`
      params: { a: { type: duration }, b: { type: duration } }
      steps:
        - { id: first, kind: wait, with: { for: "\${{ params.a }}" } }
        - { id: second, kind: wait, with: { for: "\${{ params.b }}" } }
    `);
    const found = complaints(
      paused,
      `defaults: { params: { a: 1s, b: 2s } }
tests: [{ name: one, params: { b: 4s }, expect: { waited: 5s } }]`,
    );

    expect(found).toEqual([]);
  });

  test("fail one by one, each at its own place", () => {
    const found = complaints(
      program,
      `tests:
        - { name: one, ${READY}, expect: { outcome: nothing_to_do } }
        - { name: two, ${READY}, expect: { outcome: escalated } }`,
    );

    expect(found).toEqual([
      "E163 tests.1.expect.outcome: outcome is nothing_to_do, not escalated: All are ready" +
        " | mend the playbook, or expect outcome: nothing_to_do",
    ]);
  });

  test("fail at a call that has no stub, with the line to add", () => {
    expect(complaints(program, "tests: [{ name: one, expect: { outcome: escalated } }]")).toEqual([
      'E162 tests.0.stub: The run calls "look", which has no stub' +
        " | add below stub: the line look: { replicas: 0, ready: 0 }",
    ]);
  });

  test("do not run when they are written wrongly, and the others do", () => {
    const found = complaints(
      program,
      `tests:
        - { name: one, stub: { loook: {} }, expect: { outcome: escalated } }
        - { name: two, ${READY}, expect: { outcome: denied } }`,
    );

    expect(found).toEqual([
      'E160 tests.0.stub.loook: sample has no step "loook" | did you mean "look"?',
      expect.stringContaining("E163 tests.1.expect.outcome"),
    ]);
  });

  test("do not run at all when their defaults are wrong", () => {
    const found = complaints(
      program,
      `defaults: { stub: { look: { replicas: 3 } }, answers: { end: approve } }
tests: [{ name: one, expect: { outcome: denied } }]`,
    );

    expect(found).toEqual([
      expect.stringContaining("E161 defaults.stub.look.ready"),
      'E160 defaults.answers.end: "end" (stop) asks nobody | remove the answer',
    ]);
  });

  test("have names of their own", () => {
    const found = complaints(
      program,
      `tests:
        - { name: one, ${READY}, expect: { outcome: nothing_to_do } }
        - { name: one, ${READY}, expect: { outcome: nothing_to_do } }`,
    );

    expect(found).toEqual([
      "E160 tests.1.name: Test 2 has the same name as test 1 | say what is different about it",
    ]);
  });
});

describe("the alert of a test", () => {
  test("must be one that starts the playbook", () => {
    const alert = "alert: { alert: QueueBacklog, labels: { env: dev } }";

    expect(
      complaints(program, `tests: [{ name: one, ${alert}, ${READY}, expect: { path: [] } }]`),
    ).toEqual([
      'E160 tests.0.alert: This alert does not start sample: labels.env is "dev", wanted prod' +
        " | make the alert fit the playbook's match",
    ]);
  });

  test("makes no sense for a playbook that no alert starts", () => {
    const byHand = programFrom("steps: [{ id: pause, kind: wait, with: { for: 1s } }]");
    const found = complaints(
      byHand,
      "tests: [{ name: one, alert: { alert: A }, expect: { waited: 1s } }]",
    );

    expect(found).toEqual([
      "E160 tests.0.alert: sample has no match, so no alert starts it" +
        " | remove the alert, and give params instead",
    ]);
  });
});
