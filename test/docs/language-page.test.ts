import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { checkText } from "../check/check-text.ts";

describe("the page about the language", async () => {
  const page = await readFile("docs/language.md", "utf8");

  test("shows a playbook that the checker finds nothing wrong with", () => {
    const [, text = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    expect(text).toContain("name: queue-backlog");
    expect(checkText(text, "queue-backlog.yaml")).toEqual([]);
  });
});
