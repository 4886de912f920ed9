import type { JsonValue } from "../../model/json.ts";
import { scalar } from "../../playbook/draft/yaml-text.ts";
import { flowText } from "../flow-text.ts";
import type { PlaybookTest } from "../test-file.ts";

/** The file of a test that was made from a run, as an author would write it. */
export function testText(playbook: string, version: string, test: PlaybookTest): string {
  const { name, params, mode, stub, answers, alert_resolves_after: resolves, expect } = test;
  return `# Made from a run of ${playbook} ${version}. What its calls found stands below stub, in the order in which it was found.
playbook: ${scalar(playbook)}
tests:
  - name: ${scalar(name)}
    params: ${flowText(params)}
${mode === undefined ? "" : `    mode: ${mode}\n`}${resolves === undefined ? "" : `    alert_resolves_after: ${resolves}\n`}    stub:${block(stub)}
    answers: ${flowText(answers)}
    expect:${block(expect)}
`;
}

/** One line for each entry. */
function block(entries: Readonly<Record<string, JsonValue | undefined>>): string {
  const lines = Object.entries(entries).flatMap(([key, value]) =>
    value === undefined ? [] : [`\n      ${scalar(key)}: ${flowText(value)}`],
  );
  return lines.length === 0 ? " {}" : lines.join("");
}
