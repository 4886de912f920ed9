import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { FAULTS } from "../../src/drills/range/faults/all.ts";

const Playbook = z.looseObject({
  match: z.looseObject({ alert: z.union([z.string(), z.array(z.string())]) }).optional(),
  steps: z.array(z.unknown()),
});

describe("the page about the workflow engine's runbook", async () => {
  const page = await readFile("docs/workflow-engine.md", "utf8");
  const playbooks = await shippedPlaybooks();
  const [, issues = "", alerts = ""] = page.split("\n## ");
  const rows = rowsOf(issues).map(([, , fault = "", playbook = "", step = ""]) => ({
    fault: unquoted(fault),
    playbook: unquoted(playbook),
    step: unquoted(step),
  }));

  test("has a line for every fault of the range", () => {
    const named = rows.map(({ fault }) => fault).filter((fault) => fault !== "");

    expect(named.toSorted()).toEqual(FAULTS.map(({ name }) => name).toSorted());
  });

  test.each(rows)("names a step that there is: $playbook, $step", ({ playbook, step }) => {
    expect(JSON.stringify(playbooks.get(playbook)?.steps)).toContain(`"id":"${step}"`);
  });

  test("gives every alert to the playbook that matches it", () => {
    for (const [alert = "", playbook = ""] of rowsOf(alerts)) {
      const { match } = playbooks.get(unquoted(playbook)) ?? {};
      expect([match?.alert].flat()).toContain(alert);
    }
    expect(rowsOf(alerts)).toHaveLength(12);
  });
});

async function shippedPlaybooks() {
  const files = (await readdir("playbooks")).filter((file) => /^[a-z-]+\.yaml$/.test(file));
  const read = async (file: string) => {
    const text = await readFile(`playbooks/${file}`, "utf8");
    return [file.replace(".yaml", ""), parse(text)] as const;
  };
  const entries = await Promise.all(files.filter((file) => file !== "lock.yaml").map(read));
  return new Map(entries.map(([name, value]) => [name, Playbook.parse(value)]));
}

function rowsOf(chapter: string): readonly (readonly string[])[] {
  const lines = chapter.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function unquoted(cell: string): string {
  return cell.replaceAll("`", "");
}
