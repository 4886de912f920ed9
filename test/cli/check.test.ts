import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";

const BROKEN = playbookText("north", { severity: "urgent" });

const DIRECTORY = `format: 1
people: { ada: { name: Ada, email: ada@example.com } }
teams: { team-other: { members: { ada: [responder] } } }
`;

describe("pitcrew check", () => {
  test("ends well and prints no data when nothing is wrong", async () => {
    const place = await project({ "playbooks/north.yaml": playbookText("north") });

    const { exitCode, stdout, stderr } = await pitcrew(["check"], place);

    expect(exitCode).toBe(0);
    expect(stdout).toBe("");
    expect(stderr.split("\n").at(-1)).toBe("1 playbook: no problems.");
  });

  test("prints each finding with its place and fix on stdout, and the total on stderr", async () => {
    const place = await project({ "playbooks/north.yaml": BROKEN });

    const { exitCode, stdout, stderr } = await pitcrew(["check"], place);

    expect(exitCode).toBe(3);
    expect(stdout).toContain("playbooks/north.yaml:5:11 E112 ");
    expect(stdout).toContain("  severity: urgent\n            ^^^^^^\n  fix: ");
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toContain("1 playbook: 1 error.");
  });

  test("prints one object with --json", async () => {
    const place = await project({ "playbooks/north.yaml": BROKEN });

    const { exitCode, stdout } = await pitcrew(["check", "--json"], place);

    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      files: 1,
      errors: 1,
      warnings: 0,
      findings: [
        expect.objectContaining({
          file: "playbooks/north.yaml",
          line: 5,
          column: 11,
          code: "E112",
        }),
      ],
    });
  });

  test("prints SARIF for code hosts", async () => {
    const place = await project({ "playbooks/north.yaml": BROKEN });

    const { stdout } = await pitcrew(["check", "--format", "sarif"], place);

    expect(JSON.parse(stdout)).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ ruleId: "E112", level: "error" }] }],
    });
  });

  test("says nothing but findings with --quiet", async () => {
    const place = await project({ "playbooks/north.yaml": playbookText("north") });

    expect(await pitcrew(["check", "-q"], place)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("reports only the file that was named", async () => {
    const place = await project({
      "playbooks/north.yaml": BROKEN,
      "playbooks/south.yaml": playbookText("south"),
    });

    const { exitCode, stderr } = await pitcrew(["check", "playbooks/south.yaml"], place);

    expect(exitCode).toBe(0);
    expect(stderr).toContain("1 playbook: no problems.");
  });

  test("does not pass when there is nothing to check", async () => {
    const place = await project({ "playbooks/README.md": "" });

    const { exitCode, stdout, stderr } = await pitcrew(["check"], place);

    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("there is no playbook in playbooks\n  fix: pitcrew new");
  });

  test("finds a file that was named and is not there", async () => {
    const { exitCode, stdout } = await pitcrew(["check", "nowhere.yaml"], await project({}));

    expect(exitCode).toBe(3);
    expect(stdout).toContain("nowhere.yaml:1:1 E100");
  });

  test("says which checks it left out for want of a directory and connections", async () => {
    const place = await project({ "playbooks/north.yaml": playbookText("north") });

    const { stderr } = await pitcrew(["check"], place);

    expect(stderr).toContain("No directory.yaml here");
    expect(stderr).toContain("No connections.yaml here");
  });

  test("uses the directory that lies here, and one that is named instead", async () => {
    const place = await project({
      "playbooks/north.yaml": playbookText("north"),
      "directory.yaml": DIRECTORY,
      "other/people.yaml": DIRECTORY.replace("team-other", "team-shop"),
    });

    const [here, named] = await Promise.all([
      pitcrew(["check"], place),
      pitcrew(["check", "--directory", "other/people.yaml"], place),
    ]);

    expect(here.exitCode).toBe(3);
    expect(here.stdout).toContain("E123");
    expect(here.stderr).not.toContain("No directory.yaml");
    expect(named).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test("misses a directory that was named and is not there", async () => {
    const place = await project({ "playbooks/north.yaml": playbookText("north") });

    const { exitCode, stdout } = await pitcrew(["check", "--directory", "people.yaml"], place);

    expect(exitCode).toBe(3);
    expect(stdout).toContain("people.yaml:1:1 E100");
  });
});

describe("pitcrew check --write-lock", () => {
  const CALLER = playbookText("caller").replace(
    /steps:[^]*/,
    `steps:
  - id: call
    kind: playbook
    with: { use: north@^1.0, params: { shop: "\${{ params.shop }}" } }
    then: end
`,
  );

  test("pins what sub-playbooks mean, so that the next check passes", async () => {
    const place = await project({
      "playbooks/caller.yaml": CALLER,
      "playbooks/north.yaml": playbookText("north"),
    });

    const before = await pitcrew(["check"], place);
    const writing = await pitcrew(["check", "--write-lock"], place);
    const after = await pitcrew(["check"], place);

    expect(before).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("E143") });
    expect(writing).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: expect.stringContaining("Wrote playbooks/lock.yaml."),
    });
    expect(after.exitCode).toBe(0);
  });

  test("leaves a pin whose version was filled with other content", async () => {
    const place = await project({
      "playbooks/caller.yaml": CALLER,
      "playbooks/north.yaml": playbookText("north"),
    });
    await pitcrew(["check", "--write-lock"], place);
    const lock = await readFile(join(place.cwd, "playbooks/lock.yaml"), "utf8");
    const changed = await project({
      "playbooks/caller.yaml": CALLER,
      "playbooks/north.yaml": playbookText("north", { severity: "high" }),
      "playbooks/lock.yaml": lock,
    });

    const { exitCode, stdout, stderr } = await pitcrew(["check", "--write-lock"], changed);

    expect(exitCode).toBe(3);
    expect(stdout).toContain("E150");
    expect(stderr).toContain("No lock file was written");
    expect(await readFile(join(changed.cwd, "playbooks/lock.yaml"), "utf8")).toBe(lock);
  });
});
