import type { CheckReport, LoadedPlaybook } from "../check/check-files.ts";

/** A playbook that a server goes by, and whether its file has been broken since it was loaded. */
interface Working {
  readonly playbook: LoadedPlaybook;
  readonly isKept: boolean;
}

/** By file. */
export type WorkingSet = ReadonlyMap<string, Working>;

/** What to go by after a look at the files: a broken file never replaces a version that works. */
export function nextWorkingSet(before: WorkingSet, report: CheckReport): WorkingSet {
  const errors = report.findings.filter(({ level }) => level === "error");
  const broken = new Set(errors.map(({ file }) => file));
  const next = new Map<string, Working>();
  for (const [file, { playbook }] of before) {
    if (broken.has(file)) next.set(file, { playbook, isKept: true });
  }
  for (const playbook of report.playbooks) {
    if (!broken.has(playbook.file)) next.set(playbook.file, { playbook, isKept: false });
  }
  return next;
}
