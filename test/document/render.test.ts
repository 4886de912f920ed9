import { describe, expect, test } from "vitest";
import { PLAIN, render } from "../../src/document/render.ts";
import type { Finding } from "../../src/model/problem.ts";

const finding: Finding = {
  file: "playbooks/queue-backlog.yaml",
  line: 35,
  column: 31,
  length: 6,
  code: "E201",
  message: "No such key: backlg",
  fix: 'did you mean "backlog"?',
  level: "error",
  source: "    when: steps.depth.outputs.backlg < 500",
};

describe("render", () => {
  test("shows the place, the line, a caret below it and the fix", () => {
    expect(render(finding)).toBe(
      [
        "playbooks/queue-backlog.yaml:35:31 E201 No such key: backlg",
        "      when: steps.depth.outputs.backlg < 500",
        "                                ^^^^^^",
        '  fix: did you mean "backlog"?',
      ].join("\n"),
    );
  });

  test("leaves the excerpt out where there is no line to show", () => {
    expect(render({ ...finding, source: "" }).split("\n")).toHaveLength(2);
  });

  test("keeps the caret in place behind a tab", () => {
    const [, line, caret] = render({ ...finding, source: "\ta: bad", column: 5, length: 3 }).split(
      "\n",
    );

    expect(line?.indexOf("bad")).toBe(caret?.indexOf("^^^"));
  });

  test("puts a caret behind the end of the line", () => {
    expect(render({ ...finding, source: "a: b", column: 5, length: 1 }).split("\n")[2]).toBe(
      "      ^",
    );
  });

  test.each([0, 50, 100, 150, 199])("cuts a long line around the place in column %i", (at) => {
    const source = `${"x".repeat(at)}HERE${"y".repeat(200 - at)}`;
    const [, line = "", caret = ""] = render({
      ...finding,
      source,
      column: at + 1,
      length: 4,
    }).split("\n");

    expect(line.length).toBeLessThanOrEqual(120);
    expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe("HERE");
    expect(line.includes("…")).toBe(true);
  });

  test("cuts a place that is itself longer than the line", () => {
    const [, line = "", caret = ""] = render({
      ...finding,
      source: "z".repeat(500),
      column: 11,
      length: 400,
    }).split("\n");

    expect(line.length).toBeLessThanOrEqual(120);
    expect(caret.length).toBeLessThanOrEqual(120);
  });

  test("never sends what a terminal would obey", () => {
    const evil = "\u001b[2J\u009b31m\u202Eabc\u2066\u0007\r\n\u200b";
    const text = render({
      ...finding,
      file: evil,
      message: evil,
      fix: evil,
      source: `a: ${evil}`,
      column: 4,
      length: 2,
    });

    expect(text.split("\n")).toHaveLength(4);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain("\\u{1b}[2J");
  });

  test("keeps the caret under a control character that is shown as its code", () => {
    const [, line = "", caret = ""] = render({
      ...finding,
      source: "\u001bab",
      column: 2,
      length: 1,
    }).split("\n");

    expect(line[caret.indexOf("^")]).toBe("a");
  });

  test("sets the level off with the colours it is given", () => {
    const palette = {
      ...PLAIN,
      error: (text: string) => `<e>${text}</e>`,
      warning: (text: string) => `<w>${text}</w>`,
    };

    expect(render(finding, palette)).toContain("<e>E201</e>");
    expect(render({ ...finding, level: "warning" }, palette)).toContain("<w>^^^^^^</w>");
  });
});
