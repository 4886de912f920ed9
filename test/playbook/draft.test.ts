import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPlaybook } from "../../src/check/check-playbook.ts";
import { parseAs } from "../../src/document/parse-as.ts";
import { readDocument } from "../../src/document/read-document.ts";
import { judgeFit } from "../../src/match/judge-fit.ts";
import { readAlerts } from "../../src/match/read-alert.ts";
import { resolveParams } from "../../src/match/resolve-params.ts";
import { type Alert, createAlert } from "../../src/model/alert.ts";
import { draft, type Draft } from "../../src/playbook/draft.ts";
import type { Playbook } from "../../src/playbook/format/playbook.ts";
import { compileProgram } from "../../src/playbook/program.ts";
import { runTests, type TestRuns } from "../../src/rehearsal/run-tests.ts";
import { TestFile } from "../../src/rehearsal/test-file.ts";
import { kinds } from "../../src/steps/registry.ts";

describe("a drafted playbook", () => {
  test("matches what tells systems apart and turns every label into a param", () => {
    const playbook = checked(draftFor(captured("prometheus-rule-firing")));

    expect(playbook.match).toMatchObject({
      alert: "TargetDown",
      labels: { cluster: "lab", job: "checkout", namespace: "shop", service: "checkout" },
    });
    expect(playbook.params).toMatchObject({
      instance: { type: "id", from: "alert.labels.instance" },
      service: { type: "name", from: "alert.labels.service" },
    });
    expect(playbook.match?.labels).not.toHaveProperty("instance");
    expect(playbook.severity).toBe("critical");
  });

  test.each([
    ["bool", "true"],
    ["int", "42"],
    ["int", "-7"],
    ["name", "007"],
    ["duration", "1h30m"],
    ["name", "worker-orders.v2"],
    ["id", "wf/2026/11:7"],
    ["text", "two words"],
    ["text", "; rm -rf /"],
  ])("gives a label the strictest type: %s for %j", (type, value) => {
    const playbook = checked(draftFor([alert({ what: value })]));

    expect(playbook.params["what"]?.type).toBe(type);
  });

  test("knows the environments it has seen by heart", () => {
    const seen = [alert({ env: "prod" }), alert({ env: "staging" }), alert({ env: "prod" })];
    const playbook = checked(draftFor(seen));

    expect(playbook.params["env"]).toMatchObject({ type: "enum", of: ["prod", "staging"] });
    expect(playbook.match?.labels).toEqual({ env: ["prod", "staging"] });
  });

  test("relies on no label that one of the alerts lacks", () => {
    const playbook = checked(draftFor([alert({ pod: "a", job: "x" }), alert({ pod: "b" })]));

    expect(Object.keys(playbook.params)).toEqual(["pod"]);
    expect(playbook.match?.labels).toBeUndefined();
  });

  test("shows free text to people only", () => {
    const { playbook } = draftFor([alert({ note: "disk is full" })]);

    expect(playbook).toContain("note: ${{ params.note }}");
    expect(playbook).toContain("query: {}");
  });

  test("takes no label for a param that a document or an expression could trip over", () => {
    const labels = { __proto__x: "a", constructor: "b", in: "c", true: "d" };
    const playbook = checked(draftFor([alert(labels)]));

    expect(Object.keys(playbook.params)).toEqual([]);
  });

  test("takes the first of two labels that would share a param", () => {
    const playbook = checked(draftFor([alert({ Pod: "a", pod: "b" })]));

    expect(playbook.params).toEqual({ pod: { type: "name", from: "alert.labels.Pod" } });
  });

  test("checks clean, fits its alerts and takes their labels, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(anyAlert, { minLength: 1, maxLength: 4 }), (alerts) => {
        const playbook = checked(draftFor(alerts));

        for (const one of alerts) {
          expect(judgeFit(playbook.match, one).rules.filter(({ holds }) => !holds)).toEqual([]);
          expect(resolveParams(playbook.params, one, {})).toMatchObject({ ok: true });
        }
      }),
    );
  });

  test("comes with tests that pass, whatever the labels are", () => {
    fc.assert(
      fc.property(anyAlert, (one) => {
        const { problems, tests } = rehearsed(draftFor([one]));

        expect(problems).toEqual([]);
        expect(tests.flatMap((run) => run.problems)).toEqual([]);
        expect(tests.length).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  test("tests that a hostile label stays out", () => {
    const { tests } = rehearsed(draftFor([alert({ env: "prod", pod: "cart-1" })]));

    expect(tests.map(({ name }) => name)).toContain("a hostile label never reaches a step");
  });
});

const word = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    "true",
    "12",
    "5m",
    "a*b",
    "*",
    "${{ params.x }}",
    "yes",
    "null",
    "#",
    ": ",
    "'",
    '"',
    "\u202e",
  ),
);
const label = fc.constantFrom(
  "env",
  "job",
  "service",
  "pod",
  "namespace",
  "in",
  "Pod",
  "__x",
  "severity",
);

const anyAlert = fc
  .tuple(word, fc.dictionary(label, word, { noNullPrototype: true }))
  .map(([name, labels]) => alert({ ...labels, alertname: name }));

function alert(labels: Readonly<Record<string, string>>): Alert {
  return createAlert({
    status: "firing",
    labels: new Map(Object.entries({ alertname: "CartEmpty", ...labels })),
    annotations: new Map(),
  });
}

function captured(name: string): readonly Alert[] {
  const file = new URL(`../fixtures/alerts/${name}.json`, import.meta.url);
  const read = readAlerts(readFileSync(file, "utf8"));
  return read.ok ? read.alerts : [];
}

function draftFor([first, ...others]: readonly Alert[]): Draft {
  if (first === undefined) throw new Error("A draft needs an alert.");
  return draft({
    name: "cart",
    owner: "team-shop",
    connection: "shop",
    alerts: [first, ...others],
  });
}

const WORLD = { kinds, directory: undefined, connections: undefined };

function rehearsed(drafted: Draft): TestRuns {
  const program = compileProgram(checked(drafted), kinds, () => false);
  const read = readDocument(drafted.test, "cart.test.yaml");
  const tests = read.ok ? parseAs(TestFile, read.document) : undefined;
  if (!program.ok || tests?.ok !== true) throw new Error(drafted.test);
  return runTests(program.program, tests.value);
}

function checked({ playbook }: Draft): Playbook {
  const read = readDocument(playbook, "cart.yaml");
  if (!read.ok) throw new Error(`${JSON.stringify(read.findings)}\n${playbook}`);
  const result = checkPlaybook(read.document, WORLD);
  expect(result.problems).toEqual([]);
  if (result.subject === undefined) throw new Error(playbook);
  return result.subject.playbook;
}
