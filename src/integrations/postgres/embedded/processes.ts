import { readdir, readFile, readlink } from "node:fs/promises";
import process from "node:process";
import { execa } from "execa";

/**
 * The PostgreSQL processes that work in this directory right now.
 *
 * Every one of them has it as its working directory; a process that has ended, or that got the
 * number of one that has, does not. That makes it a better witness than the file postmaster.pid.
 */
export async function serversOn(
  cluster: string,
  platform: NodeJS.Platform = process.platform,
): Promise<readonly number[]> {
  return platform === "linux" ? fromProc(cluster) : fromLsof(cluster);
}

async function fromProc(cluster: string): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  const works = await Promise.all(pids.map((pid) => worksOn(pid, cluster)));
  return pids.filter((_pid, index) => works[index]);
}

async function worksOn(pid: number, cluster: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== cluster) return false;
    // A person may have a shell there.
    return (await readFile(`/proc/${pid}/comm`, "utf8")).trim() === "postgres";
  } catch {
    // Ended meanwhile, or another user's.
    return false;
  }
}

async function fromLsof(cluster: string): Promise<readonly number[]> {
  const { stdout } = await execa("lsof", ["-w", "-a", "-c", "postgres", "-d", "cwd", "-Fpn"], {
    // It ends with 1 when there is none.
    reject: false,
  });
  const pids: number[] = [];
  let pid = 0;
  for (const line of stdout.split("\n")) {
    if (line.startsWith("p")) pid = Number(line.slice(1));
    if (line === `n${cluster}`) pids.push(pid);
  }
  return pids;
}
