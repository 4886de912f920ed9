import { describe, expect, test } from "vitest";
import { fields } from "../../../src/check/rules/fields.ts";
import { judge, problems } from "./playbook-from.ts";

const PARAMS =
  "params: { queue: { type: name }, note: { type: text }, count: { type: int }, load: { type: number } }";

describe("literals", () => {
  test("must fit the kind, and a typing error gets a suggestion", () => {
    const found = problems(fields, use("test.scale", "{ namespace: a, name: b, replicsa: 3 }"));
    expect(found.map(({ code, fix }) => [code, fix])).toContainEqual([
      "E111",
      'did you mean "replicas"?',
    ]);
  });

  test("beside a hole are still checked", () => {
    const found = judge(
      fields,
      use("test.scale", '{ namespace: "a b", name: "${{ params.queue }}", replicas: 3 }'),
    );
    expect(found).toEqual(["E122 steps.0.with.namespace"]);
  });
});

describe("a hole", () => {
  test("that is the whole value must have the field's type", () => {
    const scaled = (hole: string) =>
      use("test.scale", `{ namespace: a, name: b, replicas: "\${{ ${hole} }}" }`);
    expect(judge(fields, scaled("params.count"))).toEqual([]);
    expect(judge(fields, scaled("params.load"))).toEqual(["E203 steps.0.with.replicas"]);
    expect(judge(fields, scaled("params.queue"))).toEqual(["E203 steps.0.with.replicas"]);
  });

  test("may join words for a machine only when it is a name, an id, an integer or a choice", () => {
    const named = (hole: string) =>
      use("test.workload", `{ namespace: a, name: "worker-\${{ ${hole} }}" }`);
    expect(judge(fields, named("params.queue"))).toEqual([]);
    expect(judge(fields, named("params.count"))).toEqual([]);
    expect(judge(fields, named("params.note"))).toEqual(["E209 steps.0.with.name"]);
    expect(judge(fields, named("params.load"))).toEqual(["E209 steps.0.with.name"]);
    expect(judge(fields, named("params.queue + 'x'"))).toEqual(["E209 steps.0.with.name"]);
  });

  test("with text for people stays out of machine fields, even as the whole value", () => {
    expect(
      judge(fields, use("test.workload", '{ namespace: a, name: "${{ params.note }}" }')),
    ).toEqual(["E209 steps.0.with.name"]);
  });

  test("may hold anything where people read it", () => {
    const asked =
      '{ question: "${{ params.note }}: ${{ params.load }} on ${{ params.queue }}", of: [a] }';
    expect(judge(fields, use("ask", asked))).toEqual([]);
  });

  test("is refused in text that a machine parses, and says where data goes instead", () => {
    const path = '{ connection: api, path: "/queues/${{ params.queue }}" }';
    const [found] = problems(fields, use("http.get", path));
    expect(found).toMatchObject({
      code: "E205",
      at: ["steps", 0, "with", "path"],
      fix: "name the place with a {slot} and give its value under slots:",
    });
  });

  test("is refused in the name of a connection", () => {
    expect(
      judge(fields, use("http.get", '{ connection: "${{ params.queue }}", path: / }')),
    ).toEqual(["E205 steps.0.with.connection"]);
  });

  test("without its $ is pointed out, for it would be sent as it stands", () => {
    const [found] = problems(
      fields,
      use("ask", '{ question: "Is {{ params.queue }} busy?", of: [a] }'),
    );
    expect(found).toMatchObject({
      code: "E204",
      at: ["steps", 0, "with", "question"],
      span: { start: 3, end: 21 },
      fix: 'write ${{ params.queue }}; if the braces are meant, write ${{ "{{" }}',
    });
    expect(
      judge(fields, use("ask", "{ question: \"${{ '{{' }} and ${{ params.queue }}\", of: [a] }")),
    ).toEqual([]);
  });

  test("is checked in what a verify, an undo and a wait_until are given", () => {
    const found = judge(
      fields,
      `
      ${PARAMS}
      steps:
        - id: s
          kind: test.scale
          with: { namespace: a, name: b, replicas: 1 }
          verify: { kind: test.workload, with: { namespace: a, name: "x\${{ params.note }}" }, that: "true" }
          undo: { kind: test.reset, with: { id: "\${{ params.count }}", reason: a } }
        - id: w
          kind: wait_until
          with: { kind: test.workload, with: { namespace: a, name: "x\${{ params.note }}" }, that: "true" }`,
    );
    expect(found).toEqual([
      "E209 steps.0.verify.with.name",
      "E203 steps.0.undo.with.id",
      "E209 steps.1.with.with.name",
    ]);
  });
});

function use(kind: string, given: string): string {
  return `${PARAMS}\nsteps:\n  - { id: a, kind: ${kind}, with: ${given} }`;
}
