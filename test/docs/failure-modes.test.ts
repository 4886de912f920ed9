import { access, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const Guide = z.record(z.string(), z.array(z.string()));

describe("the page about failure modes", async () => {
  const chapters = chaptersIn(await readFile("docs/failure-modes.md", "utf8"));
  const rows = [...chapters.values()].flat();

  test("answers every line of the guide, in its order", async () => {
    const guide = Guide.parse(
      parse(await readFile("test/fixtures/orchestration-guide.yaml", "utf8")),
    );
    const answered = [...chapters].map(([title, lines]) => [title, lines.map(({ what }) => what)]);

    expect(Object.fromEntries(answered)).toEqual(guide);
  });

  test.each(rows)("names tests that exist for: $what", async ({ does, tests }) => {
    const missing = await Promise.all(tests.map(isMissing));

    expect(does).not.toBe("");
    expect(tests).not.toEqual([]);
    expect(missing.filter((path) => path !== undefined)).toEqual([]);
  });
});

interface Row {
  readonly what: string;
  readonly does: string;
  readonly tests: readonly string[];
}

function chaptersIn(page: string): ReadonlyMap<string, readonly Row[]> {
  const [, ...chapters] = page.split("\n## ");
  return new Map(
    chapters.map((chapter) => {
      const [title = "", ...lines] = chapter.split("\n");
      return [
        title,
        lines
          .filter((line) => line.startsWith("| "))
          .slice(2)
          .map(rowOf),
      ];
    }),
  );
}

function rowOf(line: string): Row {
  const [, what = "", does = "", tests = ""] = line.split("|").map((cell) => cell.trim());
  return { what, does, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path) };
}

async function isMissing(path: string): Promise<string | undefined> {
  return access(`test/${path}`).then(
    () => undefined,
    () => path,
  );
}
