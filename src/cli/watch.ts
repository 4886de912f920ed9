import type { ExitCode } from "./exit-codes.ts";
import type { DisplayOptions } from "./follow/display.ts";
import { followRun } from "./follow/follow-run.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";

export async function watch(
  [run = ""]: readonly string[],
  options: ServerOptions & DisplayOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return followRun(run, serverOf(options), options, terminal);
}
