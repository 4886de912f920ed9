import type { Code } from "../../../model/codes.ts";
import type { Failure } from "../../../model/failure.ts";

/** Why there is no database. What the programs said about it is the detail. */
export interface Refusal {
  readonly ok: false;
  readonly failure: Failure;
}

export function inUse(dataDir: string, owner: string): Refusal {
  return refuse("E510", "later", {
    message: `${dataDir} is in use by another Pitcrew, process ${owner}.`,
    remedy: "Stop that process, or set PITCREW_DATA_DIR to another directory.",
  });
}

export function stillRunning(dataDir: string, pids: readonly number[]): Refusal {
  const which = pids.join(" ");
  return refuse("E510", "later", {
    message: `${dataDir} is in use by a PostgreSQL that nobody looks after, process ${which}; it was told to stop and still runs.`,
    remedy: `Wait until \`ps ${which}\` shows nothing, then start again.`,
  });
}

export function noProgram(machine: string, supported: readonly string[]): Refusal {
  return refuse("E511", "never", {
    message: `There is no PostgreSQL for ${machine} here; it comes with Pitcrew for ${supported.join(", ")}.`,
    remedy:
      "Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.",
  });
}

export function programFails(machine: string, detail: string): Refusal {
  return refuse("E511", "never", {
    message: `The PostgreSQL that comes with Pitcrew for ${machine} does not run here: ${causeIn(detail)}`,
    remedy: "Set DATABASE_URL to a PostgreSQL 15 or newer.",
    detail,
  });
}

export function notMade(dataDir: string, detail: string): Refusal {
  if (isDiskFull(detail)) return diskFull(dataDir, detail);
  return refuse("E512", "later", {
    message: `No database could be made in ${dataDir}: ${causeIn(detail)}`,
    remedy: `Nothing half-made was left behind. Mend the cause and start again, or set DATABASE_URL.`,
    detail,
  });
}

export function notStarted(dataDir: string, detail: string): Refusal {
  if (isDiskFull(detail)) return diskFull(dataDir, detail);
  return refuse("E513", "later", {
    message: `The database in ${dataDir} did not start: ${causeIn(detail)}`,
    remedy: "Mend the cause and start again; the data is untouched.",
    detail,
  });
}

export function unusable(dataDir: string, detail: string): Refusal {
  return refuse("E515", "never", {
    message: `${dataDir} cannot hold the database: ${causeIn(detail)}`,
    remedy: "Make it a directory that this user may write, or set PITCREW_DATA_DIR to one.",
    detail,
  });
}

export function outOfReach(dataDir: string): Refusal {
  return refuse("E515", "never", {
    message: `PostgreSQL does not run as root, this system gives root no user namespaces, and ${dataDir} is closed to any other user.`,
    remedy:
      "Start Pitcrew as a plain user, or set PITCREW_DATA_DIR to a directory outside closed homes, such as /var/lib/pitcrew.",
  });
}

/** What the system refused, as far as it is about the directory and not about our code. */
export function refusedBySystem(dataDir: string, error: unknown): Refusal | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(dataDir, String(error));
  const isAboutPlace = typeof code === "string" && ABOUT_THE_PLACE.has(code);
  return isAboutPlace ? unusable(dataDir, String(error)) : undefined;
}

const ABOUT_THE_PLACE = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "EEXIST",
  "ENOTEMPTY",
  "ELOOP",
]);

function diskFull(dataDir: string, detail: string): Refusal {
  return refuse("E514", "later", {
    message: `The disk that holds ${dataDir} is full.`,
    remedy: `Free 100 MB there (look with \`df -h ${dataDir}\`), then start again; the data is untouched.`,
    detail,
  });
}

function isDiskFull(detail: string): boolean {
  return /No space left on device|Disk quota exceeded/.test(detail);
}

/** Programs name the cause and then say how they clean up after it. */
function causeIn(said: string): string {
  const lines = said.trim().split("\n");
  const cause = lines.findLast((line) => REPORT.test(line)) ?? lines.at(-1) ?? "";
  return cause.replace(REPORT, "");
}

const REPORT = /^.*\b(FATAL|PANIC|[Ee]rror): +/;

function refuse(
  code: Code,
  retry: Failure["retry"],
  said: Omit<Failure, "code" | "retry">,
): Refusal {
  return { ok: false, failure: { code, retry, ...said } };
}
