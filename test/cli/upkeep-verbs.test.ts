import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { servedProject } from "./served-project.ts";

const LOOK = await readFile(
  new URL("../fixtures/upkeep/look.yaml", import.meta.url).pathname,
  "utf8",
);

const SETTINGS = `format: 1
schedules:
  nightly: { cron: "0 3 * * *", time_zone: Europe/Berlin, playbook: look }
`;

const FILES = { "playbooks/look.yaml": LOOK, "pitcrew.yaml": SETTINGS };

test("schedules are listed with their next times, and started by hand", async () => {
  const { at, linesUntil } = await servedProject(FILES);
  await linesUntil("listening at");

  const list = await pitcrew(["schedule", "list"], at);
  const next = await pitcrew(["schedule", "next"], at);
  const run = await pitcrew(["schedule", "run", "nightly"], at);
  const unknown = await pitcrew(["schedule", "run", "weekly"], at);

  expect(list.stdout).toBe("nightly  0 3 * * * Europe/Berlin  look  never due yet");
  expect(next.stdout.split("\n")).toHaveLength(5);
  expect([run.exitCode, run.stdout]).toEqual([0, expect.stringMatching(/^Started run /)]);
  expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining("E560")]);
});

test("a version is pinned, survives the files, and is let go again", async () => {
  const served = await servedProject(FILES);
  const { at, path, linesUntil } = served;
  await linesUntil("listening at");
  await writeFile(path("playbooks/look.yaml"), LOOK.replace("1.0.0", "1.1.0"));
  const reloaded = await pitcrew(["playbook", "reload"], at);

  const back = await pitcrew(["playbook", "rollback", "look"], at);
  const kept = await pitcrew(["playbook", "reload"], at);
  const freed = await pitcrew(["playbook", "unpin", "look"], at);
  const again = await pitcrew(["playbook", "reload"], at);
  const refused = await pitcrew(["playbook", "activate", "look", "1.0.0"], at);

  expect(reloaded.stdout).toBe("look 1.1.0");
  expect(back.stdout).toBe("look 1.0.0 is active, and pinned");
  expect(kept.stdout).toMatch(/^look 1\.0\.0 is kept: .* has pinned it$/);
  expect(freed.exitCode).toBe(0);
  expect(again.stdout).toBe("look 1.1.0");
  expect(refused.stderr).toContain("E563");
});

test("a broken file never replaces what works, and reload says so", async () => {
  const { at, path, linesUntil } = await servedProject(FILES);
  await linesUntil("listening at");
  await writeFile(path("playbooks/look.yaml"), LOOK.replace("summary:", "sumary:"));

  const reloaded = await pitcrew(["playbook", "reload"], at);

  expect([reloaded.exitCode, reloaded.stdout]).toEqual([
    3,
    "look 1.0.0 is kept: its file has errors",
  ]);
});

test("doctor looks at everything, says what helps, and its exit code tells", async () => {
  const { at, linesUntil } = await servedProject({
    ...FILES,
    "connections.yaml": `format: 1
connections:
  metrics: { type: prometheus, base_url: "http://127.0.0.1:9", allow_addresses: [127.0.0.0/8] }
`,
  });
  await linesUntil("listening at");

  const doctor = await pitcrew(["doctor"], at);
  const one = await pitcrew(["connections", "test", "metrics", "--json"], at);
  const other = await pitcrew(["connections", "test", "metrcs"], at);

  expect(doctor.exitCode).toBe(11);
  expect(doctor.stdout).toContain("well    database: It answers");
  expect(doctor.stdout).toContain("well    clocks: ");
  expect(doctor.stdout).toContain("ILL     prometheus metrics: It cannot be reached");
  expect([one.exitCode, JSON.parse(one.stdout)]).toMatchObject([
    11,
    { exams: [{ subject: "prometheus metrics", verdict: "ill" }] },
  ]);
  expect([other.exitCode, other.stderr]).toEqual([2, expect.stringContaining("metrics")]);
});
