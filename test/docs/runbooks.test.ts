import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { VERBS } from "../../src/cli/verbs.ts";
import { kinds } from "../../src/steps/registry.ts";
import type { AnyKind } from "../../src/steps/step-kind.ts";

const LEFT_OUT = "**left out**";

const Commands = z.record(z.string(), z.array(z.string()));
const Step = z.record(z.string(), z.record(z.string(), z.json()));
const Asked = z.looseObject({ kind: z.string(), with: z.record(z.string(), z.json()) });

interface Row {
  readonly command: string;
  readonly by: string;
  readonly note: string;
}

describe("the page about the runbooks", async () => {
  const books = booksIn(await readFile("docs/runbooks.md", "utf8"));
  const commands = parse(await readFile("test/fixtures/runbook-commands.yaml", "utf8"));
  const rows = [...books.values()].flat();

  test("has a line for every command, in the order of the runbooks", () => {
    const listed = [...books].map(([book, lines]) => [book, lines.map(({ command }) => command)]);

    expect(Object.fromEntries(listed)).toEqual(Commands.parse(commands));
  });

  test.each(rows.filter(({ by }) => by !== LEFT_OUT))(
    "names steps that are as written for $command",
    ({ by }) => {
      const said = spansOf(by);

      expect(said).not.toEqual([]);
      expect(said.map(wrongWith).filter((wrong) => wrong !== "")).toEqual([]);
    },
  );

  test.each(rows.filter(({ by }) => by === LEFT_OUT))("says why $command is left out", (row) => {
    expect(row.note).not.toBe("");
  });
});

function booksIn(page: string): ReadonlyMap<string, readonly Row[]> {
  const [, ...chapters] = page.split("\n## ");
  return new Map(
    chapters.map((chapter) => {
      const [title = "", ...lines] = chapter.split("\n");
      const rows = lines.filter((line) => line.startsWith("| ")).slice(2);
      return [title, rows.map(rowOf)];
    }),
  );
}

function rowOf(line: string): Row {
  const [, command = "", by = "", note = ""] = line
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
  return { command: command.slice(1, -1), by, note };
}

function spansOf(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([^`]+)`/g), ([, span = ""]) => span);
}

/** What is wrong with `kind: { with }`, or with `pitcrew verb`. */
function wrongWith(said: string): string {
  const [program, name] = said.split(" ");
  if (program === "pitcrew") return VERBS.some((verb) => verb.name === name) ? "" : `no ${name}`;
  const steps = Object.entries(Step.parse(parse(said)));
  return steps.map(([kind, given]) => wrongWithStep(kind, given)).join("");
}

function wrongWithStep(name: string, given: z.infer<typeof Step>[string]): string {
  const kind = kinds.get(name);
  if (kind === undefined) return `no kind ${name}`;
  const parsed = kind.params.safeParse(connected(kind, given));
  if (!parsed.success) return z.prettifyError(parsed.error);
  if (name !== "wait_until") return "";
  const asked = Asked.parse(parsed.data);
  return wrongWithStep(asked.kind, asked.with);
}

/** The page leaves out which system is meant. */
function connected(kind: AnyKind, given: object): object {
  return "connection" in kind.example ? { connection: "here", ...given } : given;
}
