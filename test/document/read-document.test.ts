import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/document/read-document.ts";
import { findingsOf, readValue } from "./reading.ts";

describe("readDocument", () => {
  test("gives plain values for every kind of YAML", () => {
    const text = [
      "text: plain",
      'quoted: "1.10"',
      "int: 5",
      "hex: 0x1F",
      "float: 1.5",
      "yes_is_text: yes",
      "bool: true",
      "nothing:",
      "list: [a, { b: 1 }]",
      "block:",
      "  - one",
      "  - two: 2",
      "folded: >-",
      "  a",
      "  b",
    ].join("\n");

    expect(readValue(text)).toEqual({
      text: "plain",
      quoted: "1.10",
      int: 5,
      hex: 31,
      float: 1.5,
      yes_is_text: "yes",
      bool: true,
      nothing: null,
      list: ["a", { b: 1 }],
      block: ["one", { two: 2 }],
      folded: "a b",
    });
  });

  test("reads keys that look like numbers as they are spelled", () => {
    expect(readValue("1.10: a\nnull: b\ntrue: c")).toEqual({ "1.10": "a", null: "b", true: "c" });
  });

  test("reads an empty file as nothing", () => {
    expect(readValue("")).toBeNull();
    expect(readValue("# only a comment\n")).toBeNull();
  });

  test("reads files from Windows, and files with a byte order mark", () => {
    expect(readValue("\uFEFFa: 1\r\nb: |\r\n  x\r\n  y\r\n")).toEqual({ a: 1, b: "x\ny\n" });
  });

  test("accepts the mark that starts a document", () => {
    expect(readValue("---\na: 1\n")).toEqual({ a: 1 });
  });

  test("keeps how a value was spelled", () => {
    const read = readDocument("version: 1.10\nlist: [0x10]", "a.yaml");
    if (!read.ok) throw new Error("not read");

    expect(read.document.value).toEqual({ version: 1.1, list: [16] });
    expect(read.document.spelling(["version"])).toBe("1.10");
    expect(read.document.spelling(["list", 0])).toBe("0x10");
    expect(read.document.spelling(["list"])).toBeUndefined();
    expect(read.document.spelling(["other"])).toBeUndefined();
  });

  test("reports everything that is wrong, in the order of the file", () => {
    const findings = findingsOf("a: 1\na: 2\nb: &x 3\nc: *x\n__proto__: 4\nd: @e\n<<: 5\n");

    expect(findings.map(({ line, code }) => `${line} ${code}`)).toEqual([
      "2 E105",
      "3 E104",
      "4 E104",
      "5 E111",
      "6 E103",
      "7 E104",
    ]);
  });

  test("reports at most a hundred findings", () => {
    expect(findingsOf("a: 1\n".repeat(500))).toHaveLength(100);
    expect(findingsOf("- &a 1\n".repeat(500))).toHaveLength(100);
  });

  test("refuses a document that nests too deep, where it does", () => {
    expect(findingsOf(`a: 1\nb: ${"[".repeat(50)}`)).toMatchObject([
      { code: "E102", line: 2, column: 35, message: expect.stringContaining("32 levels") },
    ]);
  });

  test("refuses a document of too many pieces", () => {
    expect(findingsOf(`[${"1,".repeat(100_000)}]`)).toMatchObject([{ code: "E101" }]);
  });

  test("refuses a second document in one file", () => {
    expect(findingsOf("a: 1\n---\nb: 2\n")).toMatchObject([{ code: "E104", line: 2, column: 1 }]);
  });

  test("says once what a broken line breaks below it", () => {
    expect(findingsOf("a: { k: ${{ x }} }\nb: 1\nc: 2\n")).toHaveLength(1);
    expect(findingsOf("- a\nb: 1\nc: 2\nd: 3\n")).toHaveLength(1);
    expect(findingsOf('a: "open\nb: 1\nc: 2\n')).toHaveLength(1);
  });

  test("still reports what is wrong before a line that derails the parser", () => {
    expect(findingsOf("a: @x\nb: { k: ${{ x }} }\n").map(({ line }) => line)).toEqual([1, 2]);
  });
});
