import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { render } from "../../src/document/render.ts";
import { rehearseFiles } from "../../src/rehearsal/rehearse-files.ts";
import type { RehearsalReport } from "../../src/rehearsal/report.ts";
import { kinds } from "../../src/steps/registry.ts";

let folder: string;
let report: RehearsalReport;

beforeAll(async () => {
  const page = await readFile("docs/testing.md", "utf8");
  const [playbook = "", ...tests] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(
    ([, text = ""]) => text,
  );
  folder = await mkdtemp(join(tmpdir(), "pitcrew-docs-"));
  await writeFile(join(folder, "retry-task.yaml"), playbook);
  await writeFile(join(folder, "retry-task.test.yaml"), tests.join(""));
  const world = { kinds, directory: undefined, connections: undefined };
  report = await rehearseFiles([folder], world, { coverage: true });
});

afterAll(async () => rm(folder, { recursive: true }));

test("every example on the page about tests passes", () => {
  expect(report.findings.map((finding) => render(finding))).toEqual([]);
  expect(report.files[0]?.tests.length).toBeGreaterThan(8);
});

test("the examples on the page try every way through their playbook", () => {
  expect(report.files[0]?.coverage?.gaps.map((gap) => render(gap))).toEqual([]);
});
