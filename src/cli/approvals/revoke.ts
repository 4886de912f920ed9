import type { ExitCode } from "../exit-codes.ts";
import { type TellOptions, tellRun } from "../tell-run.ts";
import type { Terminal } from "../terminal.ts";

interface RevokeOptions extends TellOptions {
  readonly step?: string;
}

export async function revoke(
  [run = ""]: readonly string[],
  { step, ...options }: RevokeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const body = step === undefined ? {} : { step };
  return tellRun({ run, order: "revoke", body, says: "Revoked." }, options, terminal);
}
