import { access, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { commandFor, run } from "./command.ts";
import type { Identity } from "./identity.ts";
import { give, type Place } from "./place.ts";
import type { Program } from "./program.ts";
import { notMade, type Refusal } from "./refusal.ts";

export type Initialised = { readonly ok: true } | Refusal;

/** Makes the database where there is none. It gets its name when it is complete, never before. */
export async function initialise(
  place: Place,
  program: Program,
  identity: Identity,
): Promise<Initialised> {
  await removeUnfinished(place);
  if (await isMade(place)) return { ok: true };
  const folder = await mkdtemp(unfinished(place));
  try {
    await give(folder, identity);
    const made = await run(commandFor(identity, program.initdb, ["-D", folder, ...OPTIONS]));
    if (!made.ok) return notMade(place.dataDir, made.said);
    await rename(folder, place.cluster);
    await sync(place.dataDir);
    return { ok: true };
  } finally {
    await remove(folder);
  }
}

/** PostgreSQL's own locale, not the system's: texts sort the same on every machine, for ever. */
const OPTIONS = [
  "--username=pitcrew",
  "--auth=trust",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--no-instructions",
] as const;

function unfinished({ cluster }: Place): string {
  return `${cluster}.init-`;
}

/** What a killed start has left. Each has its own name, as the killed one may still be ending. */
async function removeUnfinished(place: Place): Promise<void> {
  const prefix = basename(unfinished(place));
  const names = await readdir(place.dataDir);
  const left = names.filter((name) => name.startsWith(prefix));
  await Promise.all(left.map((name) => remove(join(place.dataDir, name))));
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function isMade({ cluster }: Place): Promise<boolean> {
  return access(join(cluster, "PG_VERSION")).then(
    () => true,
    () => false,
  );
}

/** A new name is only as durable as the directory that holds it. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
