import process from "node:process";
import { socketPath } from "../../intake/api/socket/socket-path.ts";
import { DATA_DIR } from "../defaults.ts";

export interface ServerOptions {
  readonly dataDir?: string;
}

/** The server that looks after a data directory. */
export interface Server {
  readonly dataDir: string;
  readonly socket: string;
}

export function serverOf(options: ServerOptions): Server {
  const dataDir = dataDirOf(options);
  return { dataDir, socket: socketPath(dataDir) };
}

/** What was said on the command line, else in the environment, else `.pitcrew`. */
export function dataDirOf({ dataDir }: ServerOptions): string {
  const fromEnvironment = process.env["PITCREW_DATA_DIR"];
  return dataDir ?? (fromEnvironment === "" ? undefined : fromEnvironment) ?? DATA_DIR;
}
