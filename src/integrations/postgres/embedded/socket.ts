import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { type Identity, NOBODY } from "./identity.ts";
import { give, type Place } from "./place.ts";
import { type Refusal, unusable } from "./refusal.ts";

/** PostgreSQL names its socket after the port it would have. */
const SOCKET = ".s.PGSQL.5432";

/** Systems cut the path of a socket at 104 or 108 bytes. */
const LONGEST = 100;

export type Opened = { readonly ok: true; readonly folder: string } | Refusal;

/** The folder for the server's socket, closed to everybody else. */
export async function openSocketFolder(place: Place, identity: Identity): Promise<Opened> {
  const folder = fits(place.run) ? place.run : shortFolder(place.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await isOurs(folder, identity))) {
    return unusable(
      place.dataDir,
      `its socket would lie in ${folder}, which belongs to another user`,
    );
  }
  await chmod(folder, 0o700);
  await give(folder, identity);
  return { ok: true, folder };
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, SOCKET)) <= LONGEST;
}

/** The same each time, so that a process that was killed leaves no more than this one. */
function shortFolder(dataDir: string): string {
  return `/tmp/pitcrew-${createHash("sha256").update(dataDir).digest("hex").slice(0, 16)}`;
}

/** In /tmp, somebody else may have been there first. */
async function isOurs(folder: string, identity: Identity): Promise<boolean> {
  const found = await lstat(folder);
  const owners = [process.getuid?.(), ...(identity === "nobody" ? [NOBODY] : [])];
  return found.isDirectory() && owners.includes(found.uid);
}

/** What lies in the data directory may stay there. */
export async function closeSocketFolder(place: Place, folder: string): Promise<void> {
  if (folder !== place.run) await rm(folder, { recursive: true, force: true });
}

export function socketFiles(folder: string): readonly string[] {
  return [join(folder, SOCKET), join(folder, `${SOCKET}.lock`)];
}
