import { describe, expect, test } from "vitest";
import { compiled, failureOf, problemOf, valueOf } from "./incident.ts";

const HELD = "steps.locks.outputs.held";

describe("a loop", () => {
  test.each([
    [`${HELD}.all(l, l.owner_dead)`, false],
    [`${HELD}.exists(l, l.owner_dead)`, true],
    [`${HELD}.exists_one(l, l.age > duration('1h'))`, true],
    [`${HELD}.exists_one(l, l.key != '')`, false],
    [`${HELD}.filter(l, l.owner_dead).map(l, l.key)`, ["l1"]],
    [`${HELD}.map(l, l.age)`, ["5m", "2h"]],
    [`${HELD}.map(l, l.age).map(a, seconds(a))`, [300, 7_200]],
    [
      "params.zones.map(z, params.zones.map(y, z + y))",
      [
        ["aa", "ab"],
        ["ba", "bb"],
      ],
    ],
    ["params.zones.map(z, params.zones.filter(y, y != z)).map(l, l[0])", ["b", "a"]],
    ["params.labels.map(key, key)", ["team"]],
    ["params.labels.filter(key, key != 'team')", []],
    ["steps.look.outputs.body.items.exists(i, i == null)", true],
    ["steps.look.outputs.body.map(key, key)", ["count", "items", "none"]],
    ["[3, 1, 2].filter(x, x > 1)", [3, 2]],
    ["[].all(x, x == 1)", true],
    ["[].map(x, x)", []],
  ])("%s is %j", (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  test("knows what its items are", () => {
    expect(compiled(`${HELD}.filter(l, l.owner_dead)`).shape).toEqual(compiled(HELD).shape);
    expect(compiled(`${HELD}.map(l, l.age)`).shape).toEqual({ is: "list", of: { is: "duration" } });
    expect(problemOf(`${HELD}.map(l, l.kye)`).fix).toBe('did you mean "key"?');
  });

  test("is answered by one item even when others have no answer", () => {
    expect(valueOf("[0, 1].exists(x, 1 / x == 1)")).toBe(true);
    expect(valueOf("[0, 1].all(x, 1 / x == 2)")).toBe(false);
    expect(failureOf("[0, 1].exists(x, 1 / x == 2)")).toBe("Division by zero");
    expect(failureOf("[0, 1].filter(x, 1 / x == 1)")).toBe("Division by zero");
  });

  test.each([
    ["params.zones.all(a, [1].all(b, [1].all(c, true)))", "E207", "Loops may be nested 2 deep"],
    [
      "params.zones.filter(params, true)",
      "E203",
      'The name "params" already means something else here',
    ],
    [
      "params.zones.all(a, params.zones.all(a, true))",
      "E203",
      'The name "a" already means something else here',
    ],
    ["params.queue.all(c, true)", "E203", "params.queue is a text, not a list"],
    ["params.zones.filter(z, z)", "E203", "A condition must be true or false; this is a text"],
    ["params.zones.map(z)", "E203", ".map(…) takes a variable and what to do with it"],
    ["params.zones.map(z, z != '', z)", "E203", ".map(…) takes a variable and what to do with it"],
    [
      "steps.look.outputs.body.map(x, x.?y)",
      "E206",
      "This value may be missing, so it cannot be used as it is",
    ],
  ])("%s is refused", (source, code, message) => {
    expect(problemOf(source)).toMatchObject({ code, message });
  });

  test("after another loop may use the same variable", () => {
    expect(valueOf("params.zones.all(z, z != '') && params.zones.exists(z, z == 'a')")).toBe(true);
  });

  test("touches no text beyond 1 KB", () => {
    const given = { steps: { locks: { outputs: { held: [{ note: "x".repeat(1_025) }] } } } };
    expect(failureOf(`${HELD}.all(l, l.note != '')`, given)).toBe(
      "l.note has 1025 characters; inside a loop a text may have 1024",
    );
    expect(valueOf(`${HELD}[0].note != ''`, given)).toBe(true);
  });

  test("needs a list", () => {
    expect(failureOf("steps.look.outputs.body.count.all(x, true)")).toBe(
      "steps.look.outputs.body.count is a number, not a list",
    );
  });
});
