import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { commandFor, type Ran, run } from "./command.ts";
import type { Identity } from "./identity.ts";
import { findInstalled, type Installed, THIS_MACHINE } from "./installed.ts";
import { makeLinks } from "./links.ts";
import type { Place } from "./place.ts";
import { programFails, type Refusal } from "./refusal.ts";

export interface Program {
  readonly postgres: string;
  readonly initdb: string;
}

export type Found = { readonly ok: true; readonly program: Program } | Refusal;

/**
 * Finds a PostgreSQL that runs as this identity: the installed one, else a copy of it, because the
 * installed one may lie in a home that is closed to others, or may lack links that we cannot make.
 */
export async function findProgram(
  place: Place,
  identity: Identity,
  installed: Installed = findInstalled(),
): Promise<Found> {
  if (!installed.ok) return installed;
  if ((await tryOut(installed.folder, identity)).ok) return programIn(installed.folder);
  await copyProgram(installed.folder, place.program);
  const copy = await tryOut(place.program, identity);
  if (copy.ok) return programIn(place.program);
  return programFails(THIS_MACHINE, copy.said);
}

function programIn(folder: string): Found {
  const program = {
    postgres: join(folder, "bin", "postgres"),
    initdb: join(folder, "bin", "initdb"),
  };
  return { ok: true, program };
}

async function tryOut(folder: string, identity: Identity): Promise<Ran> {
  await makeLinks(folder);
  return run(commandFor(identity, join(folder, "bin", "postgres"), ["--version"]));
}

async function copyProgram(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  await execa("chmod", ["-R", "a+rX", to]);
}
