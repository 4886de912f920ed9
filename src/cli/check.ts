import packageJson from "../../package.json" with { type: "json" };
import { checkFiles } from "../check/check-files.ts";
import { toSarif } from "../document/sarif.ts";
import { visible } from "../document/visible.ts";
import type { Finding } from "../model/problem.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { count, describeTally, printFindings, tally } from "./print-findings.ts";
import { asJson, type Terminal } from "./terminal.ts";
import { openWorld, type WorldOptions } from "./world.ts";
import { writeLocks } from "./write-locks.ts";

interface CheckOptions extends WorldOptions {
  readonly format?: "text" | "json" | "sarif";
  readonly json?: true;
  readonly writeLock?: true;
}

export async function check(
  named: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { world, findings: around } = await openWorld(options, terminal);
  const paths = named.length > 0 ? named : [options.playbooks ?? PLAYBOOKS];
  const first = await checkFiles(paths, world);
  const isWritten = options.writeLock === true && (await writeLocks(first, terminal));
  const checked = isWritten ? await checkFiles(paths, world) : first;
  const findings = [...around, ...checked.findings];
  if (checked.files === 0 && findings.length === 0) return nothingThere(paths, terminal);
  report(findings, checked.files, options, terminal);
  return tally(findings).errors > 0 ? EXIT.playbookErrors : EXIT.done;
}

function report(
  findings: readonly Finding[],
  files: number,
  { json, format = json ? "json" : "text" }: CheckOptions,
  terminal: Terminal,
): void {
  switch (format) {
    case "text":
      printFindings(findings, terminal);
      break;
    case "json":
      terminal.print(asJson({ files, ...tally(findings), findings }));
      break;
    case "sarif":
      terminal.print(asJson(toSarif(findings, packageJson.version)));
      break;
  }
  terminal.note(`${count(files, "playbook")}: ${describeTally(tally(findings))}.`);
}

/** A check of nothing must not look like a check that passed. */
function nothingThere(paths: readonly string[], terminal: Terminal): ExitCode {
  terminal.complain(
    `there is no playbook in ${visible(paths.join(", "))}`,
    "pitcrew new NAME writes a first one; --playbooks DIR says where they are",
  );
  return EXIT.usage;
}
