import process from "node:process";
import { socketPath } from "../../intake/api/socket/socket-path.ts";
import { DATA_DIR } from "../defaults.ts";

export interface ServerOptions {
  readonly dataDir?: string;
}

/** The server that a command asks: the one that looks after a data directory, or one elsewhere. */
export type Server =
  | { readonly is: "here"; readonly socket: string }
  | { readonly is: "elsewhere"; readonly url: string; readonly key: string | undefined };

/** PITCREW_URL names a server elsewhere, unless a data directory is named on the command line. */
export function serverOf(options: ServerOptions): Server {
  const url = fromEnvironment("PITCREW_URL");
  if (url !== undefined && options.dataDir === undefined) {
    return { is: "elsewhere", url, key: fromEnvironment("PITCREW_KEY") };
  }
  return { is: "here", socket: socketPath(dataDirOf(options)) };
}

/** What was said on the command line, else in the environment, else `.pitcrew`. */
export function dataDirOf({ dataDir }: ServerOptions): string {
  return dataDir ?? fromEnvironment("PITCREW_DATA_DIR") ?? DATA_DIR;
}

function fromEnvironment(variable: string): string | undefined {
  return process.env[variable] || undefined;
}
