import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkStubs } from "../../src/rehearsal/check-stubs.ts";
import { programFrom } from "./written.ts";

const program = programFrom(`
  steps:
    - { id: locks, kind: test.locks, with: { prefix: "wf:" } }
    - { id: end, kind: stop, when: "false", with: { outcome: nothing_to_do, reason: ok } }
    - { id: question, kind: ask, with: { question: "Go on?", of: [team] } }
    - { id: child, kind: playbook, with: { use: other@^1 } }
    - id: ready
      kind: wait_until
      with: { kind: test.workload, with: { namespace: a, name: b }, that: now.ready == now.replicas }
    - id: clear
      foreach: { items: steps.locks.outputs.held, max: 5 }
      kind: test.clear_lock
      with: { key: "\${{ item.key }}", token: "\${{ item.token }}" }
      verify: none
      because: nothing to see
    - id: scale
      kind: test.scale
      with: { namespace: a, name: b, replicas: 3 }
      verify: { kind: test.workload, with: { namespace: a, name: b }, that: after.ready == 3 }
    - { id: kick, kind: test.reset, with: { id: w, reason: stuck }, verify: none, because: no proof }
    - id: retry
      kind: test.reset
      with: { id: w, reason: stuck }
      verify: { kind: test.workflow, with: { id: w }, that: after.events > before.events }
    - id: pause
      kind: test.clear_lock
      with: { key: a, token: b }
      verify: none
      because: no proof
      undo: { kind: test.scale, with: { namespace: a, name: b, replicas: 1 } }
`);

describe("a stub that fits", () => {
  test.each([
    ["an output", "scale: { before: 1, after: 3 }"],
    ["one output per call", "scale: [{ before: 1, after: 3 }, { before: 3, after: 3 }]"],
    ["a failure", "scale: { fails: { message: busy } }"],
    [
      "a failure that may pass",
      "scale: [{ fails: { message: busy, retry: later, code: E601 } }, { before: 1, after: 3 }]",
    ],
    ["a doubt about a once step", "kick: in_doubt"],
    ["what a verify reads", "scale.verify: [{ replicas: 1, ready: 1 }, { replicas: 3, ready: 3 }]"],
    ["a verify that cannot be read", "scale.verify: { fails: { message: gone } }"],
    ["an undo by the kind itself", "scale.undo: { before: 3, after: 1 }"],
    ["an undo by another step", "pause.undo: { before: 3, after: 1 }"],
    ["what a wait_until reads", "ready: [{ replicas: 3, ready: 1 }, { replicas: 3, ready: 3 }]"],
    ["how a sub-playbook ends", "child: { outcome: escalated, outputs: { pods: 3 } }"],
    ["one output for all items", "clear: { cleared: true }"],
    ["one output per item", "clear: [{ cleared: true }, { cleared: false }]"],
    [
      "one output per item and call",
      "clear: [[{ fails: { message: busy, retry: later } }, { cleared: true }]]",
    ],
  ])("may be %s", (_, stub) => {
    expect(problems(stub)).toEqual([]);
  });
});

describe("a stub that does not fit", () => {
  test.each([
    ["misses an output", "scale: { before: 1 }", "E161 stub.scale.after"],
    ["has a renamed output", "scale: { before: 1, after: 3, was: 1 }", "E161 stub.scale.was"],
    ["has an output of another type", "scale: { before: one, after: 3 }", "E161 stub.scale.before"],
    [
      "is wrong in a later call",
      "scale: [{ before: 1, after: 3 }, { after: 3 }]",
      "E161 stub.scale.1.before",
    ],
    [
      "is wrong for a later item",
      "clear: [{ cleared: true }, [{ cleared: 1 }]]",
      "E161 stub.clear.1.0.cleared",
    ],
    ["lists no call", "scale: []", "E161 stub.scale"],
    ["nests lists without a foreach", "scale: [[{ before: 1, after: 3 }]]", "E161 stub.scale.0"],
    ["fails without saying why", "scale: { fails: {} }", "E161 stub.scale.fails.message"],
    [
      "fails with an unknown code",
      "scale: { fails: { message: busy, code: E999 } }",
      "E161 stub.scale.fails.code",
    ],
    ["doubts a read", "locks: in_doubt", "E161 stub.locks"],
    ["doubts the verify of a once step", "retry.verify: in_doubt", "E161 stub.retry.verify"],
    ["doubts what can be repeated", "scale: in_doubt", "E161 stub.scale"],
    ["lets a sub-playbook fail", "child: { fails: { message: no } }", "E161 stub.child"],
    [
      "ends a sub-playbook in no outcome",
      "child: { outcome: fine, outputs: {} }",
      "E161 stub.child.outcome",
    ],
    [
      "reads something else in a verify",
      "scale.verify: { before: 1, after: 3 }",
      "E161 stub.scale.verify.replicas",
    ],
    ["stands for no step", "scael: { before: 1, after: 3 }", "E160 stub.scael"],
    ["stands for no call", "scale.check: { before: 1 }", "E160 stub.scale.check"],
    [
      "stands for a part of a call",
      "scale.verify.first: { before: 1 }",
      "E160 stub.scale.verify.first",
    ],
    [
      "stands for a verify that is not there",
      "kick.verify: { events: 1 }",
      "E160 stub.kick.verify",
    ],
    ["stands for an undo that is not there", "kick.undo: { events: 1 }", "E160 stub.kick.undo"],
    ["stands for a stop", "end: {}", "E160 stub.end"],
    ["stands for a question", "question: { answer: yes, by: me }", "E160 stub.question"],
  ])("is refused when it %s", (_, stub, problem) => {
    expect(problems(stub)).toContain(problem);
  });

  test("is explained with the name of the kind and the field that was meant", () => {
    const [unknown] = explained("scale: { before: 1, after: 3, befor: 1 }");

    expect(unknown?.message).toContain('Stub for "scale" (test.scale)');
    expect(unknown?.fix).toContain("before");
  });

  test("for an unknown step names the one that was meant", () => {
    expect(explained("scael: { before: 1, after: 3 }")[0]?.fix).toBe('did you mean "scale"?');
  });

  test("for a question says where the answer goes", () => {
    expect(explained("question: {}")[0]?.fix).toBe("write it below answers: question: …");
  });
});

function explained(stub: string) {
  return [...checkStubs(parse(stub), program, ["stub"])];
}

function problems(stub: string): readonly string[] {
  return explained(stub).map(({ code, at }) => `${code} ${at.join(".")}`);
}
