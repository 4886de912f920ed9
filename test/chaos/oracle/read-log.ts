import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import { Arrival } from "./arrival.ts";

export interface ReadLog {
  readonly arrivals: readonly Arrival[];
  /** Up to the end of the last whole line. */
  readonly completeBytes: number;
}

/** Reads what an oracle has put on record. A last line without an end was never answered. */
export async function readLog(path: string): Promise<ReadLog> {
  const text = await readFile(path, "utf8");
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = complete.split("\n").slice(0, -1);
  return {
    arrivals: lines.map((line) => Arrival.parse(JSON.parse(line))),
    completeBytes: Buffer.byteLength(complete),
  };
}
