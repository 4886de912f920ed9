import { readFile, symlink } from "node:fs/promises";
import { basename, join, posix } from "node:path";
import { z } from "zod";

/**
 * Makes the links between libraries that an npm package cannot carry.
 *
 * The package has an install script for it, which we refuse to run, as `--ignore-scripts` does.
 * Where we may not write, nothing happens: whether the programs run is found out by running one.
 */
export async function makeLinks(folder: string): Promise<void> {
  const listed = Links.parse(JSON.parse(await readFile(join(folder, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of listed) {
    const link = join(folder, posix.relative("native", target));
    await symlink(basename(source), link).catch(tolerate);
  }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

const TOLERATED = new Set<unknown>(["EEXIST", "EACCES", "EPERM", "EROFS"]);

function tolerate(error: unknown): void {
  if (!(error instanceof Error && "code" in error && TOLERATED.has(error.code))) throw error;
}
