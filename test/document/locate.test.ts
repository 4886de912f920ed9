import { describe, expect, test } from "vitest";
import type { Finding, Path } from "../../src/model/problem.ts";
import { read } from "./reading.ts";

const TEXT = `# comment
name: queue
match:
  labels: { env: [prod, staging] }
steps:
  - id: one
    kind: stop
  -
    id: two
empty:
`;

describe("locate", () => {
  test.each<[string, Path, number, number, number]>([
    ["a value", ["name"], 2, 7, 5],
    ["a value in a one-line map", ["match", "labels", "env"], 4, 18, 15],
    ["an entry of a list", ["match", "labels", "env", 1], 4, 25, 7],
    ["a map in a list, by its first line", ["steps", 0], 6, 5, 7],
    ["a map below its dash", ["steps", 1], 9, 5, 7],
    ["a field deep inside", ["steps", 1, "id"], 9, 9, 3],
  ])("shows %s", (_, at, line, column, length) => {
    expect(locate(at)).toMatchObject({ line, column, length });
  });

  test.each<[string, Path, number, number, number]>([
    ["a field", ["match"], 3, 1, 5],
    ["a field in a one-line map", ["match", "labels", "env"], 4, 13, 3],
    ["an entry of a list, which has none, by itself", ["steps", 0], 6, 5, 7],
  ])("shows the key of %s", (_, at, line, column, length) => {
    expect(locate(at, "key")).toMatchObject({ line, column, length });
  });

  test("shows the key of a field without a value", () => {
    expect(locate(["empty"])).toMatchObject({ line: 10, column: 1, length: 5 });
  });

  test.each<[string, Path, number, number]>([
    ["the key of the map it belongs to", ["match", "alert"], 3, 1],
    ["the nearest key that exists", ["match", "labels", "x", "y", 3], 4, 3],
    ["the entry of the list it belongs to", ["steps", 0, "when"], 6, 5],
    ["the list that is too short", ["steps", 7, "id"], 5, 1],
    ["the first line of the document", ["owner"], 2, 1],
    ["the text that is no map", ["name", "x"], 2, 1],
  ])("shows a missing field at %s", (_, at, line, column) => {
    expect(locate(at)).toMatchObject({ line, column });
  });

  test("shows what an empty document lacks on its first line", () => {
    const finding = read("").locate({
      code: "E110",
      at: ["name"],
      message: "m",
      fix: "f",
      level: "error",
    });

    expect(finding).toMatchObject({ file: "a.yaml", line: 1, column: 1, length: 1, source: "" });
  });

  test("keeps the words of the problem", () => {
    const problem = {
      code: "E123",
      at: ["name"],
      message: "who",
      fix: "ask",
      level: "warning",
    } as const;

    expect(read(TEXT).locate(problem)).toEqual({
      file: "a.yaml",
      line: 2,
      column: 7,
      length: 5,
      code: "E123",
      message: "who",
      fix: "ask",
      level: "warning",
      source: "name: queue",
    });
  });
});

function locate(at: Path, on: "key" | "value" = "value"): Finding {
  return read(TEXT).locate({ code: "E112", at, on, message: "m", fix: "f", level: "error" });
}
