import { describe, expect, test } from "vitest";
import { compiled, failureOf, problemOf, valueOf } from "./incident.ts";

const BROKEN = "1 / 0 == 1";

describe("logic", () => {
  test.each([
    ["true && false", false],
    ["false || true", true],
    ["!(params.max_pods > 3)", false],
    ["params.env == 'prod' ? 1 : 2", 1],
    ["params.env == 'staging' ? 1 : 2.5", 2.5],
    ["true ? params.drain_in : duration('1s')", "10m"],
    ["true ? params.drain_in : steps.look.outputs.body", "10m"],
  ])("%s is %s", (source, value) => {
    expect(valueOf(source)).toBe(value);
  });

  test("is decided by one side even when the other has no answer", () => {
    expect(valueOf(`${BROKEN} && false`)).toBe(false);
    expect(valueOf(`false && ${BROKEN}`)).toBe(false);
    expect(valueOf(`${BROKEN} || true`)).toBe(true);
    expect(valueOf(`true || ${BROKEN}`)).toBe(true);
  });

  test("has no answer when the undecided side has none", () => {
    expect(failureOf(`${BROKEN} && true`)).toBe("Division by zero");
    expect(failureOf(`true && ${BROKEN}`)).toBe("Division by zero");
    expect(failureOf(`${BROKEN} || false`)).toBe("Division by zero");
    expect(failureOf(`${BROKEN} || ${BROKEN}`)).toBe("Division by zero");
  });

  test("evaluates one branch of a choice only", () => {
    expect(valueOf("true ? 1 : 1 / 0")).toBe(1);
    expect(compiled("true ? 1 : 2.5").shape.is).toBe("number");
  });

  test.each([
    ["params.max_pods && true", "compare it, such as … > 0"],
    ["true || params.queue", 'compare it, such as … == "value"'],
    ["!params.zones", "compare its size: size(…) > 0"],
    ["params.drain_in ? 1 : 2", "compare it with something"],
    ["true ? params.queue : 1", "convert one of them"],
  ])("%s is refused", (source, fix) => {
    expect(problemOf(source)).toMatchObject({ code: "E203", fix });
  });

  test("of unknown data must turn out to be true or false", () => {
    expect(failureOf("steps.look.outputs.body.count && true")).toBe(
      "steps.look.outputs.body.count is a number, but should be true or false",
    );
  });
});
