import { describe, expect, test } from "vitest";
import { problemOf, underlined } from "./incident.ts";

describe("an unknown name", () => {
  test.each([
    ["steps.depth.outputs.backlg < 500", "backlg", 'did you mean "backlog"?'],
    ["steps.dept.outputs.backlog", "dept", 'did you mean "depth"?'],
    ["step.depth.outputs.backlog", "step", 'did you mean "steps"?'],
    ["ran('dpeth')", "'dpeth'", 'did you mean "depth"?'],
    ["cell(params.max_pods)", "cell(params.max_pods)", 'did you mean "ceil"?'],
    ["params.queue.startWith('a')", "params.queue.startWith('a')", 'did you mean "startsWith"?'],
    [
      "alert.labels.queue",
      "alert",
      'alert data enters through params: add params.x with from: "alert.labels.x"',
    ],
    ["max_pods > 3", "max_pods", "write params.max_pods"],
    ["depth.outputs.backlog > 3", "depth", "write steps.depth"],
    ["steps.depth.backlog", "backlog", "write steps.depth.outputs.backlog"],
    ["params.queue == None", "None", "write null"],
    ["True", "True", "write true"],
    ["params.queue.lower()", "params.queue.lower()", "write it before the value: lower(…)"],
    [
      "contains(params.queue, 'a')",
      "contains(params.queue, 'a')",
      "write it after the value: value.contains(…)",
    ],
    ["run.elephant", "elephant", "use one of: id"],
    [
      "now()",
      "now()",
      "use one of: min, max, clamp, ceil, floor, round, percent, seconds, int, double, size, lower, …",
    ],
  ])("in %s is underlined and answered", (source, part, fix) => {
    expect(problemOf(source)).toMatchObject({ code: "E201", fix });
    expect(underlined(source)).toBe(part);
  });

  test("says which step or which fields there are not", () => {
    expect(problemOf("steps.dept").message).toBe('There is no step "dept"');
    expect(problemOf("steps.depth.outputs.x").message).toBe('steps.depth.outputs has no field "x"');
    expect(problemOf("alert").message).toBe('There is no name "alert" here');
  });
});
