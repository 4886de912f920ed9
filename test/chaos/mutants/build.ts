import { cp, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { change, type TextChange } from "./mutant.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const PARTS = ["package.json", "src", "test/chaos", "test/engine/worker/nobody.ts"];

/** A copy of everything that a replica is made of, with these changes. Returns its program. */
export async function buildReplica(
  folder: string,
  changes: readonly TextChange[],
): Promise<string> {
  const build = await mkdtemp(join(folder, "build-"));
  for (const part of PARTS) {
    await cp(join(ROOT, part), join(build, part), { recursive: true });
  }
  await symlink(join(ROOT, "node_modules"), join(build, "node_modules"));
  for (const one of changes) {
    const path = join(build, "src", one.file);
    await writeFile(path, change(await readFile(path, "utf8"), one));
  }
  return join(build, "test/chaos/replica/replica.ts");
}
