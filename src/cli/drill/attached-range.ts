import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What is known, in the data of a server, about the range that is attached to it. */
const FOLDER = "range";
const ADDRESS = "address";

/** Where it lets itself be broken; nothing when there is none. */
export function attachedRange(dataDir: string): Promise<string | undefined> {
  return readFile(join(folderOf(dataDir), ADDRESS), "utf8").catch(absent);
}

/** Keeps files about it, until they are left behind with it. Answers where each of them is. */
export async function keepAttached<Name extends string>(
  dataDir: string,
  files: Readonly<Record<Name | typeof ADDRESS, string>>,
): Promise<(name: Name) => string> {
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, text] of Object.entries<string>(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
  return (name) => join(folder, name);
}

export function forgetAttached(dataDir: string): Promise<void> {
  return rm(folderOf(dataDir), { recursive: true, force: true });
}

function folderOf(dataDir: string): string {
  return join(dataDir, FOLDER);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
