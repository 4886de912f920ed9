import { readdir, readFile } from "node:fs/promises";

/** The running processes that have this among their arguments. */
export async function programsWith(mark: string): Promise<readonly number[]> {
  const pids = (await readdir("/proc")).map(Number).filter(Number.isInteger);
  const lines = await Promise.all(pids.map(lineOf));
  return pids.filter((_pid, index) => lines[index]?.includes(mark));
}

async function lineOf(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // Ended meanwhile.
    return "";
  }
}
