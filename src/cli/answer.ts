import { type AboutStep, aboutStep } from "./about-step.ts";
import type { ExitCode } from "./exit-codes.ts";
import { type TellOptions, tellRun } from "./tell-run.ts";
import type { Terminal } from "./terminal.ts";

export async function answer(
  [run = "", text = ""]: readonly string[],
  options: TellOptions & AboutStep,
  terminal: Terminal,
): Promise<ExitCode> {
  const body = { answer: text, ...aboutStep(options) };
  return tellRun({ run, order: "answer", body, says: "Answered." }, options, terminal);
}
