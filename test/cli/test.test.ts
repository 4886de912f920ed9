import { describe, expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { playbookText, project } from "./project.ts";

const TESTS = `playbook: north
defaults:
  alert: { alert: CartEmpty, labels: { shop: north } }
tests:
  - name: does nothing
    expect: { outcome: nothing_to_do }
`;

const FAILING = `${TESTS}  - name: wakes somebody
    expect: { outcome: escalated }
`;

describe("pitcrew test", () => {
  test("ends well when every test passes", async () => {
    const place = await project({
      "playbooks/north.yaml": playbookText("north"),
      "playbooks/north.test.yaml": TESTS,
    });

    const { exitCode, stdout, stderr } = await pitcrew(["test"], place);

    expect(exitCode).toBe(0);
    expect(stdout).toContain("playbooks/north.test.yaml\n  passed  does nothing");
    expect(stderr).toContain("1 test: 1 passed, 0 failed.");
  });

  test("shows where a run went another way, and ends with 3", async () => {
    const place = await project({
      "playbooks/north.yaml": playbookText("north"),
      "playbooks/north.test.yaml": FAILING,
    });

    const { exitCode, stdout, stderr } = await pitcrew(["test", "playbooks/north.yaml"], place);

    expect(exitCode).toBe(3);
    expect(stdout).toContain("  failed  wakes somebody");
    expect(stdout).toMatch(/playbooks\/north\.test\.yaml:8:\d+ E163 /);
    expect(stderr).toContain("2 tests: 1 passed, 1 failed.");
  });

  test("prints one object with --json", async () => {
    const place = await project({
      "playbooks/north.yaml": playbookText("north"),
      "playbooks/north.test.yaml": FAILING,
    });

    const { exitCode, stdout } = await pitcrew(["test", "--json"], place);

    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 1,
      failed: 1,
      files: [{ tests: [{ name: "does nothing", passed: true }, { passed: false }] }],
      findings: [{ code: "E163" }],
    });
  });

  test("does not pass when there is nothing to run", async () => {
    const place = await project({ "playbooks/north.yaml": playbookText("north") });

    const { exitCode, stderr } = await pitcrew(["test"], place);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("there is no test in playbooks");
  });
});
