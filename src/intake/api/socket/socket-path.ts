import { join, relative } from "node:path";
import process from "node:process";

/** The folder, closed to everybody else, in which the API's socket lies. */
export function socketFolder(dataDir: string): string {
  return join(dataDir, "api");
}

/**
 * How the socket is named to the system, which cuts longer names at 104 or 108 bytes. Seen from
 * the working directory it is often short although the data directory lies deep.
 */
export function socketPath(dataDir: string): string {
  const path = join(socketFolder(dataDir), "api.sock");
  const fromHere = relative(process.cwd(), path);
  return Buffer.byteLength(fromHere) < Buffer.byteLength(path) ? fromHere : path;
}

const MOST_BYTES = 100;

export function isTooLong(path: string): boolean {
  return Buffer.byteLength(path) >= MOST_BYTES;
}
