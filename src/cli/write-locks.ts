import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckReport } from "../check/check-files.ts";
import { renderLock } from "../playbook/version/lock-file.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Brings lock files up to date, and says whether it wrote any.
 *
 * Only where being out of date is the one thing that is wrong: what is locked should work.
 */
export async function writeLocks(report: CheckReport, terminal: Terminal): Promise<boolean> {
  const errors = report.findings.filter(({ level }) => level === "error");
  if (errors.some(({ code }) => code !== "E143")) {
    terminal.note("No lock file was written: mend the other errors first.");
    return false;
  }
  let wrote = false;
  for (const [folder, lock] of report.locks) {
    const file = join(folder, "lock.yaml");
    const text = renderLock(lock);
    if ((await textOf(file)) === text) continue;
    await writeFile(file, text);
    terminal.note(`Wrote ${file}.`);
    wrote = true;
  }
  return wrote;
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
