import { execaNode } from "execa";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/document/read-document.ts";
import { DEEP, WIDE } from "./hostile-documents.ts";

describe("hostile documents", () => {
  test("leave a process alive that reads each of them twice in a row", async () => {
    const { stdout } = await execaNode(new URL("read-twice.ts", import.meta.url));

    expect(stdout).toBe(`alive after ${2 * Object.keys(DEEP).length} documents`);
  });

  test.each([
    "alias bomb",
    "merge bomb",
    "1000 open brackets",
    "1000 dashes",
    "1000000 braces as keys",
    "list of many empty items",
    "many documents",
  ])("are refused: %s", (name) => {
    expect(readDocument({ ...DEEP, ...WIDE }[name] ?? "", "a.yaml").ok).toBe(false);
  });

  test("are read or refused, whatever they are made of", () => {
    const pieces = [
      ...Array.from("[]{}-?:,'\"|>#&*!%@`~\\\n\t a1"),
      ..."- |? |: | #|\n |\n    |a: |- - |? ? |---\n|...\n|${{|}}|{{|<<: |\r\n|!a |&a |*a |>-\n|\"\"|''".split(
        "|",
      ),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 300 }), (parts) => {
        const read = readDocument(parts.join(""), "a.yaml");
        const answers = read.ok ? 1 : read.findings.length;
        expect(answers).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
