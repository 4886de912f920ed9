import type { ExitCode } from "./exit-codes.ts";
import { type TellOptions, tellRun } from "./tell-run.ts";
import type { Terminal } from "./terminal.ts";

interface StopOptions extends TellOptions {
  readonly undo?: true;
}

export async function stop(
  [run = ""]: readonly string[],
  options: StopOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const undo = options.undo === true;
  const says = undo ? "It stops and takes its changes back." : "It stops.";
  return tellRun({ run, order: "stop", body: { undo }, says }, options, terminal);
}
