import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { checkText, placesIn } from "./check-text.ts";

const FILE = "queue-backlog.yaml";
const SOUND = await readFile(`test/fixtures/playbooks/${FILE}`, "utf8");

describe("a sound playbook", () => {
  test("has no findings", () => {
    expect(checkText(SOUND, FILE)).toEqual([]);
  });
});

describe("a playbook broken in one place", () => {
  test.each([
    ["cooldown: 30m", "cooldwon: 30m", "E111", "cooldwon", 'did you mean "cooldown"?'],
    [
      "name: queue-backlog",
      "name: queue-backlgo",
      "E114",
      "queue-backlgo",
      "write name: queue-backlog",
    ],
    ["  max_pods:", "  in:", "E112", "in:", "write a name that expressions can use"],
    ["format: 1", "format: 2", "E117", "2", "write format: 1"],
    ["severity: high", "severity: hihg", "E112", "hihg", 'did you mean "high"?'],
    ["test.workload", "test.worklaod", "E121", "test.worklaod", 'did you mean "test.workload"?'],
    ["backlog < 500", "backlg < 500", "E201", "backlg <", 'did you mean "backlog"?'],
    ["backlog < 500", "backlog", "E203", "steps.depth.outputs.backlog\n", "compare it"],
    [
      "when: steps.depth",
      "when: ${{ steps.depth",
      "E204",
      "${{ steps.depth",
      "steps.depth.outputs.backlog < 500",
    ],
    [
      "type: name",
      "type: text",
      "E209",
      '${{ params.queue }}", window: 5m',
      "type name, id or enum",
    ],
    ["undo: auto", "undo: { kind: test.workload }", "E133", "test.workload }", "undo: none"],
    ["effect: idempotent", "effect: read", "E132", "read\n", "remove effect"],
    ["deadline: 45m", "deadline: 20m", "E135", "20m", "write deadline: 30m or more"],
    [
      "- id: workers",
      "- id: depth",
      "E115",
      "depth\n        kind: test.workload",
      "give this one another id",
    ],
  ])("%s -> %s is %s, at %s", (from, to, code, needle, fix) => {
    const text = SOUND.replace(from, () => to);
    const [line, column] = placeOf(needle, text);
    expect(checkText(text, FILE)).toContainEqual(
      expect.objectContaining({ code, line, column, fix: expect.stringContaining(fix) }),
    );
  });

  test("shows alert data the way in", () => {
    const findings = checkText(
      SOUND.replace("worker-${{ params.queue }}", () => "worker-${{ alert.labels.queue }}"),
      FILE,
    );
    expect(findings[0]).toMatchObject({
      code: "E201",
      fix: expect.stringContaining('from: "alert.labels.'),
    });
  });

  test("does not blame what uses a step for the step's id standing twice", () => {
    const codes = placesIn(SOUND.replace("- id: drained", "- id: depth"), FILE);
    expect(codes.map((place) => place.split(" ")[1])).toEqual(["E115"]);
  });

  test("tells everything that is wrong at once", () => {
    const text = SOUND.replace("backlog < 500", "backlg < 500")
      .replace("kind: test.workload", "kind: test.worklaod")
      .replace("deadline: 45m", "deadline: 20m")
      .replace("undo: auto", "undo: { kind: test.workload }");
    const codes = placesIn(text, FILE).map((place) => place.split(" ")[1]);
    expect(codes).toEqual(expect.arrayContaining(["E201", "E121", "E135", "E133"]));
  });
});

function placeOf(needle: string, text: string): readonly [line: number, column: number] {
  const before = text.slice(0, text.indexOf(needle));
  return [before.split("\n").length, before.length - before.lastIndexOf("\n")];
}
