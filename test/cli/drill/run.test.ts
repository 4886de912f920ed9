import { readFile } from "node:fs/promises";
import { describe, expect, test, vi } from "vitest";
import { Report } from "../../../src/drills/scenario/report.ts";
import { pitcrew } from "../pitcrew.ts";
import { project } from "../project.ts";
import { embeddedProject } from "../served-project.ts";

// A drill takes long on a busy machine; this only ends one that hangs.
vi.setConfig({ testTimeout: 300_000 });

const shipped = (path: string): Promise<string> => readFile(`playbooks/${path}`, "utf8");

/** A folder with one playbook and some drills. */
async function place(playbook: string, drills: Readonly<Record<string, string>>) {
  const files = Object.entries(drills).map(([name, text]) => [
    `playbooks/drills/${name}.yaml`,
    text,
  ]);
  return project({
    [`playbooks/${playbook}.yaml`]: await shipped(`${playbook}.yaml`),
    ...Object.fromEntries(files),
  });
}

describe("pitcrew drill run", () => {
  test("breaks a range, has it mended by the right branch, and keeps the report", async () => {
    const at = await place("versioning-conflict", {
      "updated-mid-run": await shipped("drills/updated-mid-run.yaml"),
    });

    const { exitCode, stdout, stderr } = await pitcrew(["drill", "run", "updated-mid-run"], at);

    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
    expect(stdout).toMatch(/^DRILL updated-mid-run: passed\n/);
    expect(stdout).toContain("passed  branch    pin ran");
    expect(stdout).toContain("passed  mended    the system works again");
    expect(stderr).toContain("DRILL   does       Send POST");
    const [, id = ""] = /pitcrew drill report (\S+)/.exec(stderr) ?? [];
    const page = await pitcrew(["drill", "report", id], at);
    expect(page.stdout).toMatch(/^# DRILL updated-mid-run: passed\n/);
    const json = await pitcrew(["drill", "report", id, "--json"], at);
    expect(Report.parse(JSON.parse(json.stdout))).toMatchObject({ id, outcome: "resolved" });
    const trend = await pitcrew(["drill", "report", "--trend"], at);
    expect(trend.stdout).toMatch(/^updated-mid-run {2}passed 1 of 1, last at /);
  });

  test("passes as well when its server is killed on the way", async () => {
    const at = await place("versioning-conflict", {
      "updated-mid-run": await shipped("drills/updated-mid-run.yaml"),
    });

    const words = ["drill", "run", "updated-mid-run", "--kill"];
    const { exitCode, stdout } = await pitcrew(words, at);

    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
    expect(stdout).toMatch(/passed {2}killed .*, and back in [0-9.]+ s$/m);
  });

  test("lets the server know whose playbook was rehearsed", async () => {
    const server = await embeddedProject({
      "playbooks/versioning-conflict.yaml": await shipped("versioning-conflict.yaml"),
      "playbooks/drills/updated-mid-run.yaml": await shipped("drills/updated-mid-run.yaml"),
    });
    await server.linesUntil("listening at http");

    const { stderr } = await pitcrew(["drill", "run", "updated-mid-run"], server.at);

    expect(stderr).toMatch(/The server has it on record for versioning-conflict [0-9.]+\.$/m);
    const shown = await pitcrew(["playbook", "show", "versioning-conflict", "--json"], server.at);
    expect(shown.stdout).toMatch(/"drilled": "2/);
    await server.stop("SIGTERM");
  });

  test("by chance, names the drill at the end alone, and one whose expectation is wrong fails", async () => {
    const drill = await shipped("drills/contention.yaml");
    const at = await place("parallel-deadlock", {
      "hoped-for": drill.replace("outcome: escalated", "outcome: resolved"),
    });

    const { exitCode, stdout, stderr } = await pitcrew(
      ["drill", "run", "--surprise", "--json"],
      at,
    );

    expect(exitCode).toBe(4);
    const report = Report.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ drill: "hoped-for", passed: false, outcome: "escalated" });
    expect(report.scorecard.filter(({ passed }) => !passed).map(({ says }) => says)).toEqual([
      "escalated, and not resolved",
    ]);
    const [before = ""] = stderr.split("Report:");
    expect(before).not.toContain("hoped-for");
  });

  test("lets an alert in that nobody answers, and fails as its control must", async () => {
    const at = await place("engine-down", {
      "control-no-playbook": await shipped("drills/control-no-playbook.yaml"),
    });

    const { exitCode, stdout } = await pitcrew(["drill", "run", "control-no-playbook"], at);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^DRILL control-no-playbook: failed, as this control must\n/);
    expect(stdout).toContain("failed  playbook  none. Nothing was started");
    expect(stdout).toContain("failed  mended    it is still broken");
  });

  test.each([
    [["drill", "run", "lock-not-relaesed"], 'did you mean "lock-not-released"?'],
    [["drill", "run", "engine-down", "--surprise"], "a drill by chance has no name"],
    [["drill", "run"], "pitcrew drill list shows them"],
    [["drill", "run", "lock-not-released", "--ask"], "--ask needs a person at a keyboard"],
    [["drill", "report", "../../etc"], 'there is no report "../../etc"'],
  ])("refuses %j", async (words, says) => {
    const { exitCode, stderr } = await pitcrew(words);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
  });
});

test("pitcrew drill list names each drill and what it expects", async () => {
  const { exitCode, stdout } = await pitcrew(["drill", "list"]);

  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^lock-not-released {2}parallel-deadlock: resolved {2}A worker/m);
  expect(stdout).toMatch(/^control-no-playbook {2}control, which must fail/m);
});
