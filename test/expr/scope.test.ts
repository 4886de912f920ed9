import { describe, expect, test } from "vitest";
import { createScope } from "../../src/expr/scope.ts";
import { INT, object } from "../../src/model/shape.ts";
import { compiled, failureOf, problemOf, scope, valueOf, values } from "./incident.ts";

describe("a compiled expression", () => {
  test("computes the replicas of the backlog playbook", () => {
    const source = `clamp(ceil((steps.depth.outputs.rate_in
      + steps.depth.outputs.backlog / seconds(params.drain_in)) / steps.depth.outputs.rate_per_pod),
      steps.workers.outputs.replicas + 1, params.max_pods)`;
    expect(valueOf(source)).toBe(14);
    expect(compiled(source).shape).toEqual({ is: "int" });
  });

  test("gives the same for the same values, time after time", () => {
    const expression = compiled("steps.locks.outputs.held.filter(l, l.owner_dead)");
    expect(expression.evaluate(values)).toEqual(expression.evaluate(values));
  });

  test("names the steps it reads, once each, in order of first use", () => {
    const source =
      'steps.workers.outputs.ready < 1 && ran("depth") && steps.workers.status == "done"';
    expect(compiled(source).steps).toEqual(["workers", "depth"]);
    expect(compiled("params.max_pods > 1").steps).toEqual([]);
  });

  test.each([
    ["params.queue", "name"],
    ["params.workflow", "id"],
    ["params.env", "choice"],
    ["params.note", "text"],
    ["lower(params.queue)", "name"],
    ["params.env == 'prod' ? params.queue : params.zones[0]", "name"],
    ["params.env == 'prod' ? params.queue : params.note", "text"],
    ["params.env == 'prod' ? 'high' : 'low'", "choice"],
    ["params.queue + params.queue", "text"],
    ["string(params.max_pods)", "text"],
    ["params.zones.join('-')", "text"],
    ["params.max_pods", "other"],
    ["steps.look.outputs.body", "other"],
  ])("trusts %s as %s", (source, sort) => {
    expect(compiled(source).sort).toBe(sort);
  });
});

describe("values", () => {
  test("that break their promise stop the evaluation, without being shown", () => {
    const broken = { ...values, params: { max_pods: "$(rm -rf)" } };
    expect(failureOf("params.max_pods + 1", broken)).toBe(
      "params.max_pods is a text, but should be a whole number",
    );
  });

  test.each([
    ["params.max_pods", { max_pods: 1.5 }],
    ["params.max_pods", { max_pods: 2 ** 53 }],
    ["params.drain_in", { drain_in: "10 minutes" }],
    ["params.drain_in", { drain_in: "1s".repeat(1_000) }],
    ["params.zones", { zones: { 0: "a" } }],
    ["params.labels", { labels: ["a"] }],
    ["params.max_pods", { max_pods: null }],
    ["params.max_pods", {}],
  ])("%s of %j are no value for it", (source, params) => {
    expect(failureOf(source, { params })).toContain(source);
  });

  test.each([
    ["params.queue", "orders; drop", "params.queue is a text, but should be a name"],
    ["params.queue", "", "params.queue is a text, but should be a name"],
    ["params.workflow", "a b", "params.workflow is a text, but should be an id"],
    ["params.env", "dev", "params.env is a text, but should be one of prod, staging"],
    ["params.zones[0]", ["$(id)"], "params.zones[0] is a text, but should be a name"],
  ])("of %s are not trusted when they are %j", (source, value, message) => {
    const field = /params\.([a-z]+)/.exec(source)?.[1] ?? "";
    expect(failureOf(source, { params: { [field]: value } })).toBe(message);
  });

  test("are read one by one, so that a broken one nobody uses does no harm", () => {
    expect(valueOf("params.max_pods", { params: { max_pods: 2, queue: 7 } })).toBe(2);
  });

  test("keep the names that JavaScript gives a meaning", () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": "c"}');
    const given = { params: { labels: hostile } };
    expect(valueOf("params.labels", given)).toEqual(hostile);
    expect(valueOf('params.labels["constructor"]', given)).toBe("c");
    expect(failureOf('params.labels["toString"]', given)).toContain("is missing");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("with a name that JavaScript gives a meaning are no names of a playbook", () => {
    expect(problemOf("constructor").code).toBe("E201");
    expect(problemOf("params.toString").code).toBe("E201");
    expect(problemOf("steps.__proto__").code).toBe("E201");
  });
});

describe("a scope with more names", () => {
  test("knows its own and the old ones", () => {
    const inside = scope.with({ item: object({ size: INT }) });
    const result = inside.compile("item.size < params.max_pods");
    expect(result.ok && result.expression.evaluate({ ...values, item: { size: 3 } })).toEqual({
      ok: true,
      value: true,
    });
    expect(Object.keys(inside.names)).toContain("item");
  });

  test("does not change the scope it was made from", () => {
    scope.with({ item: INT });
    expect(scope.compile("item").ok).toBe(false);
  });

  test("may know nothing at all", () => {
    const empty = createScope({});
    expect(empty.compile("1 + 1").ok).toBe(true);
    expect(empty.compile("params").ok).toBe(false);
    expect(empty.compile('ran("depth")').ok).toBe(false);
  });
});
