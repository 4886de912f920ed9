import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { VERBS } from "../../src/cli/verbs.ts";
import { pitcrew } from "./pitcrew.ts";

describe("pitcrew", () => {
  test("prints its version", async () => {
    expect(await pitcrew(["--version"])).toEqual({
      exitCode: 0,
      stdout: packageJson.version,
      stderr: "",
    });
  });

  test("groups its verbs in the help and shows two examples", async () => {
    const { exitCode, stdout, stderr } = await pitcrew(["--help"]);

    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    for (const { group, name, summary } of VERBS) {
      expect(stdout).toContain(group);
      expect(stdout).toMatch(new RegExp(`^  ${name} +${summary.split(" ")[0]}`, "m"));
    }
    expect(stdout.split("Examples:")[1]?.match(/^  pitcrew /gm)).toHaveLength(2);
    expect(stdout).not.toContain("__complete");
  });

  test.each(VERBS.map(({ name }) => name))("%s explains itself with examples", async (name) => {
    const { exitCode, stdout } = await pitcrew([name, "--help"]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Usage: pitcrew ${name}`);
    expect(stdout).toMatch(/\nExamples:\n  \S/);
  });

  test("shows the same help for help and --help", async () => {
    const [one, other] = await Promise.all([
      pitcrew(["help", "diff"]),
      pitcrew(["diff", "--help"]),
    ]);

    expect(one).toEqual(other);
  });

  test("shows the help and ends as wrong usage when no verb is given", async () => {
    const { exitCode, stdout, stderr } = await pitcrew([]);

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: pitcrew");
  });

  test.each([
    [["chekc"], "No command 'chekc'", "did you mean check?"],
    [["frobnicate"], "No command 'frobnicate'", "pitcrew --help lists the commands"],
    [["explain", "--jsn"], "unknown option '--jsn'", "Did you mean --json?"],
    [["diff", "one.yaml"], "missing required argument 'after'", "pitcrew diff --help"],
    [["explain", "E100", "E101"], "too many arguments", "pitcrew explain --help"],
    [["check", "--format", "xml"], "Allowed choices are text, json, sarif", "pitcrew check --help"],
    [["check", "--playbooks"], "argument missing", "pitcrew check --help"],
  ])("refuses %j on stderr and says what to write", async (words, message, fix) => {
    const { exitCode, stdout, stderr } = await pitcrew(words);

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.split("\n")).toEqual([
      expect.stringContaining(message),
      expect.stringContaining(`  fix: ${fix}`),
    ]);
  });
});

describe("a fault of pitcrew itself", () => {
  // A folder where a file belongs is nothing that this verb expects.
  const words = ["new", "cart", "--playbooks", "/dev/null/playbooks"];

  test("is one line without a stack", async () => {
    const { exitCode, stdout, stderr } = await pitcrew(words);

    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^pitcrew: internal error: .*PITCREW_DEBUG=1.*$/);
  });

  test("shows the stack to whoever asks for it", async () => {
    const { exitCode, stderr } = await pitcrew(words, { env: { PITCREW_DEBUG: "1" } });

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\n +at /);
  });
});
