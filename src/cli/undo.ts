import type { ExitCode } from "./exit-codes.ts";
import { type TellOptions, tellRun } from "./tell-run.ts";
import type { Terminal } from "./terminal.ts";

export async function undo(
  [run = ""]: readonly string[],
  options: TellOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const says = "Its changes are taken back.";
  return tellRun({ run, order: "undo", body: {}, says }, options, terminal);
}
