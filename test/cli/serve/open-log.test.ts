import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { execa } from "execa";
import process from "node:process";

/** A process of its own, as the log goes past everything that could catch it. */
async function logged(lines: string, env: Readonly<Record<string, string>> = {}) {
  const code = `
    import { openLog } from "./src/cli/serve/open-log.ts";
    import { redactionOf } from "./src/model/redaction.ts";
    const terminal = { screen: undefined, note: () => { throw new Error("nobody is there"); } };
    const log = openLog(terminal, redactionOf(["log-canary-0001"]));
    ${lines}
  `;
  const words = ["--input-type=module", "--eval", code];
  const { stderr } = await execa(process.execPath, words, { cwd: process.cwd(), env });
  return stderr.split("\n").filter((line) => line !== "");
}

beforeEach(() => vi.setConfig({ testTimeout: 60_000 }));
afterEach(() => vi.resetConfig());

test("the log is one line of JSON for each remark, with what it is about", async () => {
  const lines = await logged(`
    log.note("Redis is well.");
    log.warn("A run broke off", new Error("line one\\nline two \\u001b[2J"), { run: "r-1", step: "look" });
  `);

  expect(lines).toHaveLength(2);
  const [note, warning] = lines.map((line) => JSON.parse(line) as Record<string, string>);
  expect(note).toMatchObject({ level: "info", msg: "Redis is well." });
  expect(warning).toMatchObject({
    level: "warn",
    msg: "A run broke off",
    run: "r-1",
    step: "look",
  });
  expect(warning?.["error"]).toBe("Error: line one\nline two \u001b[2J");
  expect(lines.join("")).not.toContain("\u001b");
});

test("the log holds no secret, and nothing that somebody made very long", async () => {
  const lines = await logged(`
    log.note("with log-canary-0001");
    log.warn("failed for log-canary-0001", new Error("log-canary-0001 " + "x".repeat(100000)), { run: "log-canary-0001" });
  `);

  expect(lines.join("")).not.toContain("log-canary-0001");
  expect(lines.join("")).toContain("[secret]");
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(10_000);
});

test("LOG_LEVEL leaves remarks out", async () => {
  const lines = await logged(`log.note("all is well"); log.warn("not so", "well");`, {
    LOG_LEVEL: "warn",
  });

  expect(lines.map((line) => (JSON.parse(line) as Record<string, string>)["msg"])).toEqual([
    "not so",
  ]);
});
