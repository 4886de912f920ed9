import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type TellOptions, tellRun } from "../tell-run.ts";
import type { Terminal } from "../terminal.ts";

interface ApproveOptions extends TellOptions {
  readonly plan?: string;
  readonly step?: string;
  readonly breakGlass?: string;
}

export async function approve(
  [run = ""]: readonly string[],
  { plan, step, breakGlass, ...options }: ApproveOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (plan === undefined) {
    terminal.complain(
      "--plan is missing: a yes counts for one plan and for no other",
      "pitcrew approvals shows what waits, and the plan to name",
    );
    return EXIT.usage;
  }
  const body = {
    plan,
    ...(step !== undefined && { step }),
    ...(breakGlass !== undefined && { break_glass: breakGlass }),
  };
  return tellRun({ run, order: "approve", body, says: "Approved." }, options, terminal);
}
