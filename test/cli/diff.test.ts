import { describe, expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";

const before = playbookText("north");

async function diffTo(after: string, ...words: readonly string[]) {
  const place = await project({ "before.yaml": before, "after.yaml": after });
  return pitcrew(["diff", "before.yaml", "after.yaml", ...words], place);
}

describe("pitcrew diff", () => {
  test("names each change with the bump it needs", async () => {
    const { exitCode, stdout, stderr } = await diffTo(
      playbookText("north", { version: "2.0.0", summary: "No cart", owner: "team-other" }),
    );

    expect(exitCode).toBe(0);
    expect(stdout).toContain("major  owner is team-other, was team-shop");
    expect(stdout).toContain("patch  summary");
    expect(stderr).toContain(
      "A major change: at least 2.0.0 after 1.0.0; the newer file says 2.0.0.",
    );
  });

  test("refuses a version that was raised too little", async () => {
    const { exitCode, stdout } = await diffTo(
      playbookText("north", { version: "1.0.1", owner: "team-other" }),
    );

    expect(exitCode).toBe(3);
    expect(stdout).toContain("after.yaml:3:10 E151 ");
    expect(stdout).toContain("fix: version: 2.0.0");
  });

  test("says so when nothing changed", async () => {
    expect(await diffTo(before)).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "Nothing changed that a version tells apart.",
    });
  });

  test("prints one object with --json", async () => {
    const { stdout } = await diffTo(
      playbookText("north", { version: "1.0.1", summary: "No cart" }),
      "--json",
    );

    expect(JSON.parse(stdout)).toMatchObject({
      versions: { before: "1.0.0", after: "1.0.1", least: "1.0.1" },
      bump: "patch",
      changes: [{ bump: "patch", at: ["summary"] }],
      findings: [],
    });
  });

  test("shows what is wrong with both files", async () => {
    const place = await project({ "broken.yaml": "format: 1\nname: [" });

    const { exitCode, stdout } = await pitcrew(["diff", "missing.yaml", "broken.yaml"], place);

    expect(exitCode).toBe(3);
    expect(stdout).toContain("missing.yaml:1:1 E100");
    expect(stdout).toContain("broken.yaml:2:");
  });
});
