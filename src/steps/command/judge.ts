import type { JsonValue } from "../../model/json.ts";
import type { CommandAnswer } from "../../ports/command.ts";
import { failed, type StepResult, succeeded } from "../step-kind.ts";
import type { CommandOutput } from "./command-output.ts";
import { exitedWith, killed, neverStarted, notJson, type Ran } from "./failures.ts";

/** What the end of a program means for the step: done, failed, or in doubt. */
export function judge(answer: CommandAnswer, ran: Ran): StepResult<CommandOutput> {
  switch (answer.is) {
    case "never_started":
      return failed(neverStarted(answer, ran));
    case "killed":
      return failed(killed(answer, ran));
    case "ended":
      return ran.expect.includes(answer.exit)
        ? accepted(answer, ran)
        : failed(exitedWith(answer, ran));
  }
}

type Ended = Extract<CommandAnswer, { is: "ended" }>;

function accepted(answer: Ended, ran: Ran): StepResult<CommandOutput> {
  const { exit, stdout, stderr } = answer;
  const summary = `${ran.program} of ${ran.connection} ended with exit code ${exit}.`;
  if (ran.output === "text") {
    return succeeded({ exit, stdout: stdout.text, stderr: stderr.text, data: null }, summary);
  }
  const data = parsed(stdout.text);
  if (data === undefined || stdout.leftOut > 0) return failed(notJson(answer, ran));
  return succeeded({ exit, stdout: "", stderr: stderr.text, data }, summary);
}

function parsed(text: string): JsonValue | undefined {
  try {
    // Text that parses is JSON.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
