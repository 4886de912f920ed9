import { describe, expect, test } from "vitest";
import { openTerminal, type Terminal, type TerminalOptions } from "../../src/cli/terminal.ts";

describe("a terminal", () => {
  test("prints data on stdout and everything else on stderr", () => {
    const { terminal, stdout, stderr } = opened({});

    terminal.print("data");
    terminal.note("remark");
    terminal.complain("it is wrong", "mend it");

    expect(stdout).toEqual(["data\n"]);
    expect(stderr).toEqual(["remark\n", "pitcrew: it is wrong\n  fix: mend it\n"]);
  });

  test("leaves remarks out when quiet, and never complaints", () => {
    const { terminal, stderr } = opened({ options: { color: true, quiet: true } });

    terminal.note("remark");
    terminal.complain("it is wrong", "mend it");

    expect(stderr).toHaveLength(1);
  });

  test("shows colours to people", () => {
    expect(opened({ isTTY: true }).terminal.colors.red("x")).toBe("\u001b[31mx\u001b[39m");
  });

  test.each([
    ["in a pipe", { isTTY: false }],
    ["where nobody knows what it is", {}],
    ["in a pipe of a build", { env: { CI: "true" } }],
    ["with NO_COLOR", { isTTY: true, env: { NO_COLOR: "1" } }],
    ["on a dumb terminal", { isTTY: true, env: { TERM: "dumb" } }],
    ["with --no-color", { isTTY: true, options: { color: false } }],
  ])("shows plain text %s", (_, given) => {
    expect(opened(given).terminal.colors.red("x")).toBe("x");
  });

  test("takes an empty NO_COLOR for none", () => {
    const { terminal } = opened({ isTTY: true, env: { NO_COLOR: "" } });

    expect(terminal.colors.isColorSupported).toBe(true);
  });
});

interface Given {
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: TerminalOptions;
}

interface Opened {
  readonly terminal: Terminal;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

function opened({ isTTY, env = {}, options = { color: true } }: Given): Opened {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const streams = {
    stdout: { write: (text: string) => stdout.push(text), ...(isTTY !== undefined && { isTTY }) },
    stderr: { write: (text: string) => stderr.push(text) },
    env,
  };
  return { terminal: openTerminal(streams, options), stdout, stderr };
}
