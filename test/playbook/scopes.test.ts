import { describe, expect, test } from "vitest";
import type { Scope } from "../../src/expr/expression.ts";
import type { Shape } from "../../src/model/shape.ts";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { scopesOf, type Scopes } from "../../src/playbook/scopes.ts";
import { kinds } from "../engine/machine/kinds.ts";

const VERIFY = { kind: "test.read", with: { target: "one" }, that: "true" };

const PARAMS = {
  queue: { type: "name" },
  path: { type: "id" },
  env: { type: "enum", of: ["prod", "staging"] },
  pods: { type: "int" },
  rate: { type: "number" },
  dry: { type: "bool" },
  drain: { type: "duration" },
  note: { type: "text" },
  queues: { type: "list of name" },
};

function scopes(steps: readonly object[] = [step("one")]): Scopes {
  const head = { format: 1, name: "test", version: "1.0.0", owner: "ops", severity: "low" };
  const playbook = Playbook.parse({ ...head, summary: "A test.", params: PARAMS, steps });
  return scopesOf(playbook, kinds);
}

function step(id: string, more: object = {}): object {
  return { id, kind: "test.read", with: { target: "one" }, ...more };
}

function shapeIn(scope: Scope, source: string): Shape | undefined {
  const compiled = scope.compile(source);
  return compiled.ok ? compiled.expression.shape : undefined;
}

describe("params", () => {
  test.each([
    ["queue", { is: "text", sort: "name" }],
    ["path", { is: "text", sort: "id" }],
    ["env", { is: "text", sort: "choice", of: ["prod", "staging"] }],
    ["pods", { is: "int" }],
    ["rate", { is: "number" }],
    ["dry", { is: "bool" }],
    ["drain", { is: "duration" }],
    ["note", { is: "text", sort: "text" }],
    ["queues", { is: "list", of: { is: "text", sort: "name" } }],
  ])("%s has the type that it declares", (name, shape) => {
    expect(shapeIn(scopes().step("one"), `params.${name}`)).toEqual(shape);
  });
});

describe("the names in scope", () => {
  test("are those of all steps, with what their kinds return", () => {
    const { step: at } = scopes([step("one"), step("two", { on_failure: [step("help")] })]);

    expect(shapeIn(at("one"), "steps.two.outputs.value")).toEqual({ is: "int" });
    expect(shapeIn(at("one"), "steps.help.status")).toMatchObject({ is: "text", sort: "choice" });
    expect(shapeIn(at("one"), "steps.three.outputs.value")).toBeUndefined();
  });

  test("tell what a run is", () => {
    expect(shapeIn(scopes().step("one"), "run.id")).toEqual({ is: "text", sort: "name" });
  });

  test("hold the item inside a foreach, and only there", () => {
    const each = step("each", { foreach: { items: "params.queues", max: 3 } });
    const found = scopes([each, step("plain")]);

    expect(shapeIn(found.foreachItem("each"), "item")).toEqual({ is: "text", sort: "name" });
    expect(shapeIn(found.step("each"), "item")).toBeUndefined();
    expect(shapeIn(found.foreachItem("plain"), "item")).toBeUndefined();
  });

  test("count what a foreach did", () => {
    const each = step("each", { foreach: { items: "params.queues", max: 3 } });
    const { outputs } = scopes([each]);

    expect(shapeIn(outputs, "steps.each.outputs.done")).toEqual({ is: "int" });
    expect(shapeIn(outputs, "steps.each.outputs.items")).toMatchObject({ is: "list" });
  });

  test("hold before and after in a check, and nowhere else", () => {
    const found = scopes([step("one", { verify: VERIFY })]);

    expect(shapeIn(found.verify("one"), "after.value > before.value")).toEqual({ is: "bool" });
    expect(shapeIn(found.step("one"), "after.value")).toBeUndefined();
  });

  test("hold the error where a retry is decided", () => {
    expect(shapeIn(scopes().retry("one"), 'error.code == "E602"')).toEqual({ is: "bool" });
  });

  test("hold what was polled last in a wait_until", () => {
    const poll = { kind: "test.read", with: { target: "one" }, that: "now.value == 0" };
    const found = scopes([{ id: "one", kind: "wait_until", with: poll }]);

    expect(shapeIn(found.poll("one"), "now.value")).toEqual({ is: "int" });
  });

  test("leave out the steps for the lock, which is taken before them", () => {
    const { lock } = scopes();

    expect(shapeIn(lock, "params.queue")).toEqual({ is: "text", sort: "name" });
    expect(shapeIn(lock, "steps.one.status")).toBeUndefined();
  });

  test("never hold the alert: its data enters through params", () => {
    expect(shapeIn(scopes().step("one"), "alert.labels.queue")).toBeUndefined();
  });
});
