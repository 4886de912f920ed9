import { access, chmod, chown, constants, mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { commandFor, run } from "./command.ts";
import { type Identity, NOBODY } from "./identity.ts";
import { outOfReach, type Refusal } from "./refusal.ts";

/** What lies where in the data directory. */
export interface Place {
  readonly dataDir: string;
  /** The database itself, as PostgreSQL keeps it. */
  readonly cluster: string;
  /** Held by the one process that looks after the database. */
  readonly lock: string;
  /** The id of that process, so that others can name it. */
  readonly owner: string;
  /** The socket of the server, unless its path would be too long for one. */
  readonly run: string;
  /** A copy of PostgreSQL, where the installed one cannot be used. */
  readonly program: string;
}

export async function openPlace(path: string): Promise<Place> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  // Without symbolic links, as the system names the directories of running processes.
  const dataDir = await realpath(path);
  return {
    dataDir,
    cluster: join(dataDir, "postgres"),
    lock: join(dataDir, "postgres.lock"),
    owner: join(dataDir, "postgres.owner"),
    run: join(dataDir, "run"),
    program: join(dataDir, "postgres.program"),
  };
}

/** Lets the identity pass through the data directory to what is its own there. */
export async function letIn(
  identity: Identity,
  { dataDir }: Place,
): Promise<{ readonly ok: true } | Refusal> {
  if (identity !== "nobody") return { ok: true };
  await chmod(dataDir, 0o711);
  const passed = await run(commandFor(identity, "test", ["-x", dataDir]));
  return passed.ok ? { ok: true } : outOfReach(dataDir);
}

export async function give(folder: string, identity: Identity): Promise<void> {
  if (identity === "nobody") await chown(folder, NOBODY, NOBODY);
}
