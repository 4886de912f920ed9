import { type FileHandle, open } from "node:fs/promises";
import type { Arrival } from "./arrival.ts";
import { readLog } from "./read-log.ts";

export type NewArrival = Omit<Arrival, "number">;

export interface EffectLog {
  /** Resolves when the line is on the disk, and not a moment earlier. */
  readonly append: (arrival: NewArrival) => Promise<Arrival>;
}

export type LogFile = Pick<FileHandle, "appendFile" | "sync">;

export interface OpenedLog {
  readonly log: EffectLog;
  readonly earlier: readonly Arrival[];
  readonly close: () => Promise<void>;
}

/** Goes on with a log where an earlier oracle left it. */
export async function openEffectLog(path: string): Promise<OpenedLog> {
  const file = await open(path, "a");
  const { arrivals, completeBytes } = await readLog(path);
  // A line that was cut off in the middle was never answered, and must not spoil the next one.
  await file.truncate(completeBytes);
  return { log: keepLog(file, arrivals.length), earlier: arrivals, close: () => file.close() };
}

/** Writes one line after the other, however many requests there are at once. */
export function keepLog(file: LogFile, linesBefore: number): EffectLog {
  let lines = linesBefore;
  let written = Promise.resolve();
  return {
    append: async (arrival) => {
      const numbered = { number: ++lines, ...arrival };
      written = written.then(() => writeLine(file, numbered));
      await written;
      return numbered;
    },
  };
}

async function writeLine(file: LogFile, arrival: Arrival): Promise<void> {
  await file.appendFile(`${JSON.stringify(arrival)}\n`);
  await file.sync();
}
