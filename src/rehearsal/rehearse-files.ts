import { dirname, join } from "node:path";
import { checkFiles, type CheckReport, type LoadedPlaybook } from "../check/check-files.ts";
import { listPlaybooks, listTests } from "../check/list-playbooks.ts";
import type { World } from "../check/world.ts";
import type { Finding } from "../model/problem.ts";
import { measureCoverage } from "./coverage.ts";
import { readTests, type OpenedTests } from "./read-tests.ts";
import type { CoverageReport, FileReport, RehearsalReport } from "./report.ts";
import { runTests, type TestRun } from "./run-tests.ts";
import { suggest, writtenWrongly } from "./written-wrongly.ts";

/**
 * Runs the tests in these files, or in these folders, against the playbooks beside them.
 * Nothing outside is touched: a test that has no stub for a call fails.
 */
export async function rehearseFiles(
  paths: readonly string[],
  world: World,
  wanted: { readonly coverage: boolean },
): Promise<RehearsalReport> {
  const listed = await listTests(paths);
  const opened = await Promise.all(listed.files.map(readTests));
  const tested = opened.flatMap((one) => (one.ok ? [playbookFile(one.tests)] : []));
  const untested = wanted.coverage ? await playbooksWithout(tested, paths) : [];
  const check = await checkFiles([...new Set([...tested, ...untested])], world);

  const files: FileReport[] = [];
  for (const one of opened) {
    files.push(one.ok ? await rehearseFile(one.tests, check, wanted.coverage) : unrun(one));
  }
  for (const file of untested) {
    files.push({ file, tests: [], findings: [], coverage: coverageOf(file, check, []) });
  }
  return { files, findings: [...listed.findings, ...files.flatMap(findingsOf)] };
}

/** The playbooks in these folders that no test is about. */
async function playbooksWithout(
  tested: readonly string[],
  paths: readonly string[],
): Promise<readonly string[]> {
  const { files } = await listPlaybooks(paths);
  return files.filter((file) => !file.endsWith(".test.yaml") && !tested.includes(file));
}

function playbookFile({ document, content }: OpenedTests): string {
  return join(dirname(document.file), `${content.playbook}.yaml`);
}

async function rehearseFile(
  opened: OpenedTests,
  check: CheckReport,
  withCoverage: boolean,
): Promise<FileReport> {
  const { file, locate } = opened.document;
  const target = playbookFile(opened);
  const program = loadedFrom(target, check)?.program;
  if (program === undefined) return unrun({ file, findings: await whyNot(opened, check) });

  const { problems, tests } = runTests(program, opened.content);
  if (problems.length > 0) return unrun({ file, findings: problems.map(locate) });
  return {
    file,
    tests: tests.map((test) => ({
      name: test.name,
      passed: test.problems.length === 0,
      findings: test.problems.map(locate),
    })),
    findings: [],
    coverage: withCoverage ? coverageOf(target, check, tests) : undefined,
  };
}

/** There is no playbook to rehearse, or something is wrong with it. */
async function whyNot(opened: OpenedTests, check: CheckReport): Promise<readonly Finding[]> {
  const { document, content } = opened;
  const target = playbookFile(opened);
  const { files } = await listPlaybooks([dirname(document.file)]);
  if (files.includes(target)) return check.findings.filter(({ file }) => file === target);
  const names = files.map((file) => file.slice(dirname(target).length + 1, -".yaml".length));
  const message = `There is no ${content.playbook}.yaml beside this test`;
  const problem = writtenWrongly(["playbook"], message, suggest(content.playbook, names));
  return [document.locate({ ...problem, on: "value" })];
}

/** Nothing can be said of a playbook with errors; the checker says what is wrong with it. */
function coverageOf(
  file: string,
  check: CheckReport,
  tests: readonly TestRun[],
): CoverageReport | undefined {
  const loaded = loadedFrom(file, check);
  if (loaded?.program === undefined) return undefined;
  const ended = tests.flatMap(({ rehearsal }) => (rehearsal?.is === "ended" ? [rehearsal] : []));
  const { points, reached, gaps } = measureCoverage(loaded.program, ended);
  return { points, reached, gaps: gaps.map(loaded.document.locate) };
}

function loadedFrom(file: string, check: CheckReport): LoadedPlaybook | undefined {
  return check.playbooks.find((playbook) => playbook.file === file);
}

function unrun({ file, findings }: Pick<FileReport, "file" | "findings">): FileReport {
  return { file, tests: [], findings, coverage: undefined };
}

function findingsOf({ findings, tests }: FileReport): readonly Finding[] {
  return [...findings, ...tests.flatMap((test) => test.findings)];
}
