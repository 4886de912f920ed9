import { describe, expect, test } from "vitest";
import { toSarif } from "../../src/document/sarif.ts";
import { CODES } from "../../src/model/codes.ts";
import type { Finding } from "../../src/model/problem.ts";

const finding: Finding = {
  file: "playbooks/a b.yaml",
  line: 3,
  column: 5,
  length: 4,
  code: "E111",
  message: "Unknown field: whne",
  fix: 'did you mean "when"?',
  level: "error",
  source: "    whne: x",
};

describe("toSarif", () => {
  test("tells a code host what is wrong and where", () => {
    const sarif = toSarif(
      [finding, { ...finding, code: "E105", level: "warning" }, finding],
      "0.1.0",
    );

    expect(sarif).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "pitcrew",
              semanticVersion: "0.1.0",
              rules: [
                { id: "E105", shortDescription: { text: CODES.E105.title } },
                { id: "E111", help: { text: CODES.E111.remedy } },
              ],
            },
          },
          columnKind: "utf16CodeUnits",
          results: [
            {
              ruleId: "E111",
              ruleIndex: 1,
              level: "error",
              message: { text: 'Unknown field: whne. Fix: did you mean "when"?' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "playbooks/a%20b.yaml" },
                    region: {
                      startLine: 3,
                      startColumn: 5,
                      endColumn: 9,
                      snippet: { text: "    whne: x" },
                    },
                  },
                },
              ],
            },
            { ruleId: "E105", ruleIndex: 0, level: "warning" },
            { ruleId: "E111" },
          ],
        },
      ],
    });
  });

  test("is a valid run without findings", () => {
    expect(toSarif([], "0.1.0")).toMatchObject({
      runs: [{ tool: { driver: { rules: [] } }, results: [] }],
    });
  });

  test("writes an absolute path as the address of a file", () => {
    expect(JSON.stringify(toSarif([{ ...finding, file: "/srv/a.yaml" }], "1"))).toContain(
      '"file:///srv/a.yaml"',
    );
  });
});
