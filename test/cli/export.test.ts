import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ReportView } from "../../src/intake/api/views/report-view.ts";
import { emptyFolder, pitcrew } from "./pitcrew.ts";
import { embeddedProject } from "./served-project.ts";

const PLAYBOOK = `format: 1
name: look
version: 1.0.0
owner: team-shop
severity: low
summary: Looks at the shop
safety: { mode: suggest, cooldown: 1s, max_runs: 30 per 24h }
steps:
  - id: fine
    kind: stop
    with: { outcome: nothing_to_do, reason: All is well }
`;

test("a run is written down for those who were not there, in the form that they want", async () => {
  const server = await embeddedProject({ "playbooks/look.yaml": PLAYBOOK });
  await server.linesUntil("listening at");
  const { stdout } = await pitcrew(["run", "look", "--json"], server.at);
  const { id } = JSON.parse(stdout) as { id: string };
  const folder = await emptyFolder();

  const text = await pitcrew(["export", id, "--zone", "Asia/Tokyo"], server.at);
  expect(text.stdout).toContain("All is well");
  expect(text.stdout).toContain("| Asia/Tokyo |");

  const file = join(folder, "review.html");
  const page = await pitcrew(["export", id, "--as", "html", "--out", file], server.at);
  expect(page).toMatchObject({ exitCode: 0, stdout: "", stderr: `Wrote ${file}.` });
  expect(await readFile(file, "utf8")).toContain("<!doctype html>");

  const data = await pitcrew(["export", id, "--as", "json", "--no-names"], server.at);
  const report = ReportView.parse(JSON.parse(data.stdout));
  expect(report).toMatchObject({ run: { id }, asked: { by: "person 1" } });
  expect(report.timeline[0]?.hash).toMatch(/^[0-9a-f]{64}$/);

  const lines = await pitcrew(["export", id, "--as", "csv"], server.at);
  expect(lines.stdout.split("\r\n")).toHaveLength(report.timeline.length + 1);

  expect(await pitcrew(["export", id, "--zone", "Mars"], server.at)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('there is no time zone "Mars"'),
  });
  const nowhere = join(folder, "gone", "review.md");
  expect(await pitcrew(["export", id, "--out", nowhere], server.at)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("name a file in a folder that is there"),
  });
  expect(await server.stop("SIGTERM")).toBe(0);
});
