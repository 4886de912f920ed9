import { type AboutStep, aboutStep } from "./about-step.ts";
import type { ExitCode } from "./exit-codes.ts";
import { type TellOptions, tellRun } from "./tell-run.ts";
import type { Terminal } from "./terminal.ts";

export async function settle(
  [run = "", verdict = ""]: readonly string[],
  options: TellOptions & AboutStep,
  terminal: Terminal,
): Promise<ExitCode> {
  const body = { verdict: verdict.replaceAll("-", "_"), ...aboutStep(options) };
  return tellRun({ run, order: "settle", body, says: "Settled." }, options, terminal);
}
