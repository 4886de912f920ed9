import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHoles } from "../../src/expr/holes.ts";

function sourcesOf(text: string): readonly string[] {
  const parsed = parseHoles(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.pieces.flatMap((piece) => (piece.is === "hole" ? [piece.source] : []));
}

describe("parseHoles", () => {
  test("takes a text apart, with the place of each hole", () => {
    expect(parseHoles("wf:${{ a }}!")).toEqual({
      ok: true,
      pieces: [
        { is: "text", text: "wf:" },
        { is: "hole", source: " a ", sourceAt: 6, span: { start: 3, end: 11 } },
        { is: "text", text: "!" },
      ],
    });
  });

  test.each([
    ["${{ a }}", [" a "]],
    ["${{a}}${{b}}", ["a", "b"]],
    ['${{ "}}" }}', [' "}}" ']],
    ["${{ '}}' + \"'}}\" }}", [" '}}' + \"'}}\" "]],
    ['${{ "\\"}}" }}', [' "\\"}}" ']],
    ['${{ """ " }} """ }}', [' """ " }} """ ']],
    ['${{ {"a": {"b": 1}} }}', [' {"a": {"b": 1}} ']],
    ['${{ {"a": {"b": 1}}}}', [' {"a": {"b": 1}}']],
    ["no holes: $ {{ }} ${ } $", []],
    ["", []],
  ])("finds the expressions of %s", (text, sources) => {
    expect(sourcesOf(text)).toEqual(sources);
  });

  test.each(["${{ a", "x ${{ a }", '${{ "a }}', "${{ a }} ${{ b"])(
    "refuses %s, which never closes",
    (text) => {
      const parsed = parseHoles(text);
      const start = text.lastIndexOf("${{");
      const span = { start, end: text.length };
      expect(parsed).toMatchObject({ ok: false, problem: { code: "E202", span } });
    },
  );

  test("loses no character of any text that has no hole", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes("${{"));
        const pieces = text === "" ? [] : [{ is: "text", text }];
        expect(parseHoles(text)).toEqual({ ok: true, pieces });
      }),
    );
  });
});
