import { describe, expect, test } from "vitest";
import { failureOf, problemOf, underlined, valueOf } from "./incident.ts";

describe("comparison", () => {
  test.each([
    ["1 < 1.5", true],
    ["params.max_pods >= 20", true],
    ["params.queue < 'p'", true],
    ["params.drain_in == duration('600s')", true],
    ["params.drain_in > duration('1h')", false],
    ["params.drain_in <= duration('10m')", true],
    ["1 == 1.0", true],
    ["params.max_pods != 20", false],
    ["params.zones == ['a', 'b']", true],
    ["params.zones == ['a']", false],
    ["params.waits == [duration('30s'), duration('1m')]", true],
    ["duration('1m') in params.waits", true],
    ["duration('2m') in params.waits", false],
    ["params.env in ['prod', 'dr']", true],
    ["params.max_pods in [1, 2.5]", false],
    ["'team' in params.labels", true],
    ["'toString' in params.labels", false],
    ["2 in steps.look.outputs.body.items", false],
    ["'two' in steps.look.outputs.body.items", true],
    ["'count' in steps.look.outputs.body", true],
    ["steps.look.outputs.body.none == null", true],
    ["steps.look.outputs.body.count == 'three'", false],
    ["steps.look.outputs.body.count > 2", true],
    ["params.labels == {'team': 'payments'}", true],
    ["params.labels == {'team': 'orders'}", false],
    ["steps.locks.outputs.held == steps.locks.outputs.held", true],
    ["steps.locks.outputs.held[0] == steps.locks.outputs.held[1]", false],
  ])("%s is %s", (source, value) => {
    expect(valueOf(source)).toBe(value);
  });

  test.each([
    ["params.queue == 3", "write the number without quotes, or convert the text with int(…)"],
    ["params.drain_in > '5m'", 'write the duration as duration("10m")'],
    ["params.drain_in > 300", "compare seconds(…) of the duration with a number"],
    ["params.zones > 3", "compare its size: size(…)"],
    ["true < false", "compare two values of one type"],
    ["params.queue == true", "compare a text with a text in quotes"],
    ["3 in params.zones", "convert the item, or look in another list"],
    ["'a' in params.queue", "write text.contains(part)"],
    ["3 in params.labels", "look in a list, or for a text among a map's keys"],
  ])("%s is refused", (source, fix) => {
    expect(problemOf(source)).toMatchObject({ code: "E203", fix });
  });

  test("with something that a choice can never be is a typing error", () => {
    expect(problemOf("params.env == 'prd'")).toMatchObject({
      code: "E203",
      message: 'params.env is never "prd"',
      fix: 'did you mean "prod"?',
    });
    expect(underlined("'never' != steps.depth.status")).toBe("'never'");
    expect(problemOf("steps.depth.status == 'x'").fix).toBe(
      "use one of: waiting, done, skipped, failed",
    );
  });

  test("of values without an order stops", () => {
    expect(failureOf("steps.look.outputs.body.items[0] < steps.look.outputs.body.items[1]")).toBe(
      "Cannot order a number and a text",
    );
    expect(failureOf("1 in steps.look.outputs.body.count")).toBe(
      "steps.look.outputs.body.count is a number, not a list",
    );
  });
});
