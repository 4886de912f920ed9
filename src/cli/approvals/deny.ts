import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type TellOptions, tellRun } from "../tell-run.ts";
import type { Terminal } from "../terminal.ts";

interface DenyOptions extends TellOptions {
  readonly reason?: string;
  readonly step?: string;
}

export async function deny(
  [run = ""]: readonly string[],
  { reason, step, ...options }: DenyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (reason === undefined) {
    terminal.complain(
      "--reason is missing: others want to know why not",
      'pitcrew deny RUN --reason "not during the sale"',
    );
    return EXIT.usage;
  }
  const body = { reason, ...(step !== undefined && { step }) };
  return tellRun({ run, order: "deny", body, says: "Denied." }, options, terminal);
}
