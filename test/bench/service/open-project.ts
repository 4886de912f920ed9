import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder with playbooks, in which a service keeps its data. */
export interface Project {
  readonly cwd: string;
  readonly dataDir: string;
  readonly remove: () => Promise<void>;
}

export async function openProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const cwd = await mkdtemp(join(tmpdir(), "pitcrew-bench-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
  return { cwd, dataDir: join(cwd, ".pitcrew"), remove: () => rm(cwd, { recursive: true }) };
}
