import { parseAs } from "../document/parse-as.ts";
import { readDocumentFile } from "../document/read-file.ts";
import { findingOfFile } from "../document/source.ts";
import type { Finding } from "../model/problem.ts";
import { checkLock, EMPTY_LOCK, LockFile } from "../playbook/version/lock-file.ts";
import type { Pins } from "../playbook/version/resolve-uses.ts";

export interface CheckedLock {
  /** An empty one where there is none, or none that can be read. */
  readonly lock: LockFile;
  readonly findings: readonly Finding[];
}

/** Whether the lock file still says what the playbooks are. None is needed where none calls another. */
export async function checkLockFile(file: string, now: Pins): Promise<CheckedLock> {
  const read = await readDocumentFile(file);
  switch (read.is) {
    case "refused":
      return { lock: EMPTY_LOCK, findings: read.findings };
    case "absent":
      return { lock: EMPTY_LOCK, findings: now.size === 0 ? [] : [noLock(file)] };
    case "read": {
      const { document } = read;
      const parsed = parseAs(LockFile, document);
      const lock = parsed.ok ? parsed.value : EMPTY_LOCK;
      const problems = parsed.ok ? [...checkLock(lock, now)] : parsed.problems;
      return { lock, findings: problems.map(document.locate) };
    }
  }
}

function noLock(file: string): Finding {
  return findingOfFile(file, {
    code: "E143",
    message: "Playbooks here call others, and no lock file pins what they mean",
    fix: "pitcrew check --write-lock",
    level: "error",
  });
}
