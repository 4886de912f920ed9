import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import type { Place } from "./place.ts";
import { inUse, type Refusal, unusable } from "./refusal.ts";

export type Claimed = { readonly ok: true; readonly release: () => void } | Refusal;

/**
 * Makes this process the only one that looks after a data directory.
 *
 * PostgreSQL's own check trusts process ids, which say nothing across containers and are used
 * again after a crash. Node has no file locks, but a SQLite transaction is one: the kernel gives
 * it to one process alone and takes it back when that process dies, however it dies.
 */
export async function claim({ dataDir, lock, owner }: Place): Promise<Claimed> {
  const opened = openLock(lock);
  switch (opened.is) {
    case "ours":
      await sign(owner, opened.database);
      return { ok: true, release: () => opened.database.close() };
    case "held":
      return inUse(dataDir, await readFile(owner, "utf8").catch(() => "unknown"));
    case "unusable":
      return unusable(dataDir, opened.why);
  }
}

type Lock =
  | { readonly is: "ours"; readonly database: DatabaseSync }
  | { readonly is: "held" }
  | { readonly is: "unusable"; readonly why: string };

function openLock(file: string): Lock {
  let database: DatabaseSync | undefined;
  try {
    // A process that was killed takes a moment to give it back.
    database = new DatabaseSync(file, { timeout: 200 });
    // Nothing is ever written, so no journal has to lie beside it.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return { is: "ours", database };
  } catch (error) {
    database?.close();
    return isBusy(error) ? { is: "held" } : { is: "unusable", why: String(error) };
  }
}

async function sign(owner: string, lock: DatabaseSync): Promise<void> {
  try {
    await writeFile(owner, String(process.pid));
  } catch (error) {
    lock.close();
    throw error;
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
