import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { findingOfFile } from "../document/source.ts";
import type { Finding } from "../model/problem.ts";

/** Files in a playbook folder that are no playbooks. */
const OTHERS: ReadonlySet<string> = new Set(["lock.yaml", "directory.yaml", "connections.yaml"]);

export interface PlaybookList {
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/** The playbook files that paths of files and folders mean. */
export async function listPlaybooks(paths: readonly string[]): Promise<PlaybookList> {
  return listFiles(paths, (name) => !name.endsWith(".test.yaml") && !OTHERS.has(name));
}

/** The test files, likewise; a playbook's own name stands for the tests beside it. */
export async function listTests(paths: readonly string[]): Promise<PlaybookList> {
  return listFiles(paths.map(testsBeside), (name) => name.endsWith(".test.yaml"));
}

function testsBeside(path: string): string {
  const isPlaybook = path.endsWith(".yaml") && !path.endsWith(".test.yaml");
  return isPlaybook ? path.replace(/\.yaml$/, ".test.yaml") : path;
}

async function listFiles(
  paths: readonly string[],
  wanted: (name: string) => boolean,
): Promise<PlaybookList> {
  const files = new Set<string>();
  const findings: Finding[] = [];
  for (const path of paths) {
    const found = await filesAt(path, wanted);
    if (found === undefined) findings.push(notThere(path));
    for (const file of found ?? []) files.add(file);
  }
  return { files: [...files], findings };
}

async function filesAt(
  path: string,
  wanted: (name: string) => boolean,
): Promise<readonly string[] | undefined> {
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined) return undefined;
  if (!kind.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => name.endsWith(".yaml") && wanted(name))
    .toSorted()
    .map((name) => join(path, name));
}

function notThere(path: string): Finding {
  return findingOfFile(path, {
    code: "E100",
    message: `There is no file or folder ${path}`,
    fix: "check the path",
    level: "error",
  });
}
