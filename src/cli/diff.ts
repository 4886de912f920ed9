import type { Finding } from "../model/problem.ts";
import type { Playbook } from "../playbook/format/playbook.ts";
import { bumpOf, checkBump, leastVersion } from "../playbook/version/bump.ts";
import { diffPlaybooks } from "../playbook/version/diff.ts";
import type { Change } from "../playbook/version/diff/change.ts";
import { kinds } from "../steps/registry.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { printFindings } from "./print-findings.ts";
import { type PlaybookRead, readPlaybook } from "./read-playbook.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface DiffOptions {
  readonly json?: true;
}

export async function diff(
  [before = "", after = ""]: readonly string[],
  { json }: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [old, young] = await Promise.all([readPlaybook(before), readPlaybook(after)]);
  const report = compare(old, young);
  if (json) terminal.print(asJson(report));
  else printReport(report, terminal);
  return report.findings.length > 0 ? EXIT.playbookErrors : EXIT.done;
}

interface Report {
  readonly versions?: Versions;
  readonly bump?: string;
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
}

interface Versions {
  readonly before: string;
  readonly after: string;
  readonly least: string;
}

function compare(old: PlaybookRead, young: PlaybookRead): Report {
  if (!old.ok || !young.ok) {
    return { changes: [], findings: [old, young].flatMap((one) => (one.ok ? [] : one.findings)) };
  }
  const changes = diffPlaybooks(old.playbook, young.playbook, kinds);
  const tooLow = checkBump(old.playbook.version, young.playbook.version, changes);
  const bump = bumpOf(changes);
  return {
    versions: versionsOf(old.playbook, young.playbook, changes),
    ...(bump !== undefined && { bump }),
    changes,
    findings: tooLow === undefined ? [] : [young.document.locate(tooLow)],
  };
}

function versionsOf(old: Playbook, young: Playbook, changes: readonly Change[]): Versions {
  return {
    before: old.version,
    after: young.version,
    least: leastVersion(old.version, changes),
  };
}

function printReport({ versions, bump, changes, findings }: Report, terminal: Terminal): void {
  const { print, note, colors } = terminal;
  for (const { bump: weight, says, loosens } of changes) {
    const remark = loosens
      ? `  ${colors.red("(takes a guard away: have a second person look)")}`
      : "";
    print(`${colors.bold(weight.padEnd("patch".length))}  ${says}${remark}`);
  }
  printFindings(findings, terminal);
  if (versions === undefined) return;
  const { before, after, least } = versions;
  note(
    bump === undefined
      ? "Nothing changed that a version tells apart."
      : `A ${bump} change: at least ${least} after ${before}; the newer file says ${after}.`,
  );
}
