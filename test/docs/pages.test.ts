import { access, glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { VERBS } from "../../src/cli/verbs.ts";

interface Page {
  readonly path: string;
  readonly text: string;
}

const PAGES: Page[] = [];
for await (const path of glob(["README.md", "docs/*.md", "helm/README.md"])) {
  PAGES.push({ path, text: await readFile(path, "utf8") });
}

describe.each(PAGES)("$path", ({ path, text }) => {
  test("links to pages and headings that are there", async () => {
    const links = [...withoutCode(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)];
    const broken = await Promise.all(links.map(([, link = ""]) => problemOf(link, path)));

    expect(broken.filter((problem) => problem !== undefined)).toEqual([]);
  });

  test("names commands and options that Pitcrew has", () => {
    expect(commandsIn(text).flatMap(problemsOfCommand)).toEqual([]);
  });

  test("shows YAML that can be read", () => {
    const wrong = blocksOf(text, "yaml").flatMap((block) =>
      parseAllDocuments(block).flatMap(({ errors }) => errors.map(({ message }) => message)),
    );

    expect(wrong).toEqual([]);
  });
});

test("a page that lies is noticed", async () => {
  const lies = "`pitcrew dance` and `pitcrew runs --backwards`, see [there](gone.md)";

  expect(commandsIn(lies).flatMap(problemsOfCommand)).toEqual([
    "pitcrew dance: there is no such command",
    "pitcrew runs --backwards: there is no such option",
  ]);
  expect(await problemOf("gone.md", "docs/here.md")).toBe("gone.md: there is no such file");
  expect(await problemOf("../README.md#nowhere", "docs/here.md")).toBe(
    "../README.md#nowhere: there is no such heading",
  );
});

async function problemOf(link: string, from: string): Promise<string | undefined> {
  const [file = "", heading] = link.split("#");
  const path = file === "" ? from : join(dirname(from), file);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) return `${link}: there is no such file`;
  if (heading === undefined || !path.endsWith(".md")) return undefined;
  const anchors = anchorsIn(await readFile(path, "utf8"));
  return anchors.has(heading) ? undefined : `${link}: there is no such heading`;
}

function anchorsIn(text: string): ReadonlySet<string> {
  const headings = [...withoutCode(text).matchAll(/^#+ +(.*)$/gm)].map(([, title = ""]) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}

/** In blocks for a shell, and in code within a sentence. */
function commandsIn(text: string): readonly string[] {
  const lines = blocksOf(text, "sh").flatMap((block) => block.split("\n"));
  const spans = [...withoutCode(text).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  return [...lines, ...spans].flatMap((code) => {
    const [, command] = /^\s*(?:npx )?(pitcrew(?: .*)?)$/.exec(code) ?? [];
    return command === undefined ? [] : command.split(/\s+#|\s[|>&]+\s/).slice(0, 1);
  });
}

const EVERYWHERE = new Set(["--help", "-h", "--version", "-V", "--no-color", "--quiet", "-q"]);

function problemsOfCommand(command: string): readonly string[] {
  const [, name = "", ...words] = command.split(/\s+/);
  if (!/^[a-z]/.test(name) || name === "help") return [];
  // Several verbs, said in one breath: `pitcrew freeze|thaw`.
  return name
    .split("|")
    .map((each) => each.replace(/,$/, ""))
    .flatMap((each) => {
      const verb = VERBS.find((known) => known.name === each);
      if (verb === undefined) return [`${command}: there is no such command`];
      const options = new Set(verb.options.flatMap(({ flags }) => flags.match(/--?[\w-]+/g) ?? []));
      return words
        .map((word) => /^--?[a-z][\w-]*/i.exec(word)?.[0])
        .filter((word) => word !== undefined && !options.has(word) && !EVERYWHERE.has(word))
        .map(() => `${command}: there is no such option`);
    });
}

function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```/gms)]
    .filter(([, name]) => name === language)
    .map(([, , block = ""]) => block);
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```.*?^```/gms, "");
}
