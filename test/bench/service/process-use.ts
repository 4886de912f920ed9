import { readdir, readFile } from "node:fs/promises";

/** What Linux counts for a process, and for those that it has started. */
export interface ProcessUse {
  /** Time on a processor since its start, its own and that of those it saw end; by 10 ms. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

const TICK_MS = 10;

export async function useOf(pid: number): Promise<ProcessUse> {
  const [stat, status] = await Promise.all([
    readFile(`/proc/${pid}/stat`, "utf8"),
    readFile(`/proc/${pid}/status`, "utf8"),
  ]);
  // The name may hold anything, also blanks and brackets; the numbers follow its last bracket.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const rss = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { cpuMs: ticks * TICK_MS, rssMb: rss / 1_024 };
}

/** The processes that it has started, and theirs. */
export async function startedBy(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, "utf8")),
  );
  const children = lists.join(" ").split(" ").filter(Boolean).map(Number);
  const deeper = await Promise.all(children.map(startedBy));
  return [...children, ...deeper.flat()];
}
