import { visible } from "../document/visible.ts";
import type { Refusal } from "../intake/api/refusal.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** Says everything that keeps a command from its work, each with what helps. */
export function printRefusals(refusals: readonly Refusal[], terminal: Terminal): ExitCode {
  for (const { code, message, remedy } of refusals) {
    terminal.complain(visible(`${code} ${message}`), remedy);
  }
  return EXIT.usage;
}
