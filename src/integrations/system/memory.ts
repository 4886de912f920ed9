import { Session } from "node:inspector/promises";
import process from "node:process";
import type { Memory, Use } from "../../ports/memory.ts";

/** The memory of this process. */
export const systemMemory: Memory = { use, giveBack };

function use(): Use {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 1_048_576 };
}

/** The collector can be asked for only in this way, unless it was allowed when the process began. */
async function giveBack(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post("HeapProfiler.collectGarbage");
  } finally {
    session.disconnect();
  }
}
