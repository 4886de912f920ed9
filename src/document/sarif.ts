import { type Code, CODES } from "../model/codes.ts";
import type { JsonObject } from "../model/json.ts";
import type { Finding } from "../model/problem.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** Findings as SARIF 2.1.0, the form in which code hosts show them beside the changed lines. */
export function toSarif(findings: readonly Finding[], version: string): JsonObject {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "pitcrew", semanticVersion: version, rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, codes.indexOf(finding.code))),
      },
    ],
  };
}

function rule(code: Code): JsonObject {
  const { title, meaning, remedy } = CODES[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: remedy },
  };
}

function result(finding: Finding, ruleIndex: number): JsonObject {
  const { code, level, message, fix, file, line, column, length } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level,
    message: { text: `${message}. Fix: ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: {
            startLine: line,
            startColumn: column,
            endColumn: column + length,
            snippet: { text: finding.source },
          },
        },
      },
    ],
  };
}

/** Relative paths become relative references; what a URI reserves is escaped. */
function uriOf(file: string): string {
  const path = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${path}` : path;
}
