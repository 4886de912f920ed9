import { visible } from "../document/visible.ts";
import { rehearseFiles } from "../rehearsal/rehearse-files.ts";
import type { FileReport, RehearsalReport } from "../rehearsal/report.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { count, printFindings } from "./print-findings.ts";
import { asJson, type Terminal } from "./terminal.ts";
import { type FromRunOptions, writeTestOf } from "./test/from-run.ts";
import { openWorld } from "./world.ts";

interface TestOptions extends FromRunOptions {
  readonly coverage?: true;
  readonly json?: true;
  readonly from?: string;
}

export async function test(
  named: readonly string[],
  options: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.from !== undefined) return writeTestOf(options.from, options, terminal);
  const { world, findings: around } = await openWorld(options, terminal);
  const paths = named.length > 0 ? named : [options.playbooks ?? PLAYBOOKS];
  const rehearsed = await rehearseFiles(paths, world, { coverage: options.coverage === true });
  const report = { ...rehearsed, findings: [...around, ...rehearsed.findings] };
  if (report.files.length === 0 && report.findings.length === 0)
    return nothingThere(paths, terminal);
  const { passed, failed } = totals(report);
  if (options.json) terminal.print(asJson({ passed, failed, ...report }));
  else printReport(report, terminal);
  terminal.note(`${count(passed + failed, "test")}: ${passed} passed, ${failed} failed.`);
  return report.findings.length > 0 ? EXIT.playbookErrors : EXIT.done;
}

function printReport({ files, findings }: RehearsalReport, terminal: Terminal): void {
  for (const file of files) printFile(file, terminal);
  printFindings(findings, terminal);
  for (const { coverage } of files) printFindings(coverage?.gaps ?? [], terminal);
}

function printFile({ file, tests, coverage }: FileReport, { print, colors }: Terminal): void {
  print(colors.bold(visible(file)));
  for (const { name, passed } of tests) {
    print(`  ${passed ? colors.green("passed") : colors.red("failed")}  ${visible(name)}`);
  }
  if (coverage !== undefined) print(`  reached ${coverage.reached} of ${coverage.points} ways`);
  print("");
}

interface Totals {
  readonly passed: number;
  readonly failed: number;
}

function totals({ files }: RehearsalReport): Totals {
  const tests = files.flatMap((file) => file.tests);
  const passed = tests.filter((one) => one.passed).length;
  return { passed, failed: tests.length - passed };
}

/** A run without tests must not look like a run that passed. */
function nothingThere(paths: readonly string[], terminal: Terminal): ExitCode {
  terminal.complain(
    `there is no test in ${visible(paths.join(", "))}`,
    "put NAME.test.yaml beside NAME.yaml; pitcrew new NAME writes both",
  );
  return EXIT.usage;
}
