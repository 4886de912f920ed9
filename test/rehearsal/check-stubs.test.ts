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

const SCALED = "{ before: 1, after: 3 }";
const BUSY = "{ fails: { message: busy, retry: later } }";

describe("a stub that fits", () => {
  test.each([
    `scale: ${SCALED}`,
    "scale.verify: { replicas: 3, ready: 3 }",
    `scale.undo: ${SCALED}`,
    `pause.undo: ${SCALED}`,
    "ready: { replicas: 3, ready: 3 }",
    "child: { outcome: escalated, outputs: { pods: 3 } }",
    "clear: { cleared: true }",
  ])("is what the call returns: %s", (stub) => {
    expect(problems(stub)).toEqual([]);
  });

  test.each([
    "scale: { fails: { message: busy } }",
    "scale: { fails: { message: busy, code: E601 } }",
    `scale.verify: ${BUSY}`,
    "kick: in_doubt",
  ])("is a failure, or the doubt about a once step: %s", (stub) => {
    expect(problems(stub)).toEqual([]);
  });

  test.each([
    `scale: [${BUSY}, ${SCALED}]`,
    "ready: [{ replicas: 3, ready: 1 }, { replicas: 3, ready: 3 }]",
    "clear: [{ cleared: true }, { cleared: false }]",
    `clear: [[${BUSY}, { cleared: true }]]`,
  ])("is one of these per call, or per item and call: %s", (stub) => {
    expect(problems(stub)).toEqual([]);
  });
});

describe("a stub that does not fit", () => {
  test.each([
    ["scale: { before: 1 }", "scale.after"],
    ["scale: { before: 1, after: 3, was: 1 }", "scale.was"],
    ["scale: { before: one, after: 3 }", "scale.before"],
    ["scale.verify: { ready: 3 }", "scale.verify.replicas"],
    ["child: { outcome: fine, outputs: {} }", "child.outcome"],
    ["child: { fails: { message: no } }", "child"],
    ["scale: { fails: {} }", "scale.fails.message"],
    ["scale: { fails: { message: busy, code: E999 } }", "scale.fails.code"],
  ])("is refused where it is not what the call returns: %s", (stub, at) => {
    expect(problems(stub)).toEqual([`E161 stub.${at}`]);
  });

  test.each([
    ["scale: []", "scale"],
    [`scale: [[${SCALED}]]`, "scale.0"],
    [`scale: [${SCALED}, { after: 3 }]`, "scale.1.before"],
    ["clear: [{ cleared: true }, [{ cleared: 1 }]]", "clear.1.0.cleared"],
  ])("is refused where its list goes wrong: %s", (stub, at) => {
    expect(problems(stub)).toEqual([`E161 stub.${at}`]);
  });

  test.each(["locks", "scale", "retry.verify"])("cannot doubt %s, which can be repeated", (key) => {
    expect(problems(`${key}: in_doubt`)).toEqual([`E161 stub.${key}`]);
  });

  test.each(["scale.check", "scale.verify.first", "kick.verify", "kick.undo"])(
    "cannot stand for %s, a part that its step does not have",
    (key) => {
      expect(problems(`${key}: {}`)).toEqual([`E160 stub.${key}`]);
    },
  );

  test.each(["scael", "end", "question"])("cannot stand for %s, which calls nothing", (key) => {
    expect(problems(`${key}: {}`)).toEqual([`E160 stub.${key}`]);
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
