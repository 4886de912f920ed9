import type { Clock } from "../../../ports/clock.ts";
import { type Board, definitionOf, heartbeatOf, lockOf } from "./board.ts";

/** The same without a Redis, for a machine that has none. Nobody outside can look into it. */
export function openMemoryBoard({ monotonic }: Pick<Clock, "monotonic">): Board {
  const queue: string[] = [];
  const values = new Map<string, { readonly text: string; readonly until: number }>();

  function read(key: string): string | null {
    const kept = values.get(key);
    return kept !== undefined && kept.until > monotonic() ? kept.text : null;
  }

  function write(key: string, text: string, forMs = Number.POSITIVE_INFINITY): void {
    values.set(key, { text, until: monotonic() + forMs });
  }

  return {
    push: async (task) => void queue.push(task),
    take: async () => queue.shift() ?? null,
    depth: async () => queue.length,
    lock: async (workflow, owner) => {
      const holder = read(lockOf(workflow));
      if (holder === null) write(lockOf(workflow), owner);
      return holder === null || holder === owner;
    },
    unlock: async (workflow, owner) => {
      if (read(lockOf(workflow)) === owner) values.delete(lockOf(workflow));
    },
    beat: async (owner, forMs) => write(heartbeatOf(owner), "alive", forMs),
    isAlive: async (owner) => read(heartbeatOf(owner)) !== null,
    cached: async (name) => read(definitionOf(name)),
    cache: async (name, text) => write(definitionOf(name), text),
    close: async () => {
      queue.length = 0;
      values.clear();
    },
  };
}
