import type { Failure } from "../../model/failure.ts";
import type { CommandAnswer } from "../../ports/command.ts";

/** How much of what a program wrote is kept for the reader of a failure. */
const EXCERPT = 2_000;

/** What was run, as far as the verdict and its wording need it. */
export interface Ran {
  readonly connection: string;
  readonly program: string;
  readonly output: "text" | "json";
  readonly expect: readonly number[];
  /** Whether running it once more does no harm. */
  readonly repeatable: boolean;
}

type Answer<Is extends CommandAnswer["is"]> = Extract<CommandAnswer, { is: Is }>;

/** It did not run, so that even a step that runs once may be tried again. */
export function neverStarted({ why, detail }: Answer<"never_started">, ran: Ran): Failure {
  const { connection, program } = ran;
  switch (why) {
    case "not_ready":
      return {
        code: "E610",
        message: `${program} of ${connection} could not be made ready, and was not started`,
        remedy: `Look whether the secrets of ${connection} in connections.yaml can be read.`,
        detail,
        retry: "never_left",
      };
    case "not_listed":
      return {
        code: "E610",
        message: `${connection} lists no program ${program}; nothing was started`,
        remedy: `List ${program} under ${connection} in connections.yaml if it is really meant.`,
        detail,
        retry: "never",
      };
    case "not_executable":
      return {
        code: "E610",
        message: `${program} of ${connection} could not be started`,
        remedy: `Look whether the path of ${program} in connections.yaml is a program that Pitcrew may run.`,
        detail,
        retry: "never_left",
      };
    case "aborted":
      return {
        code: "E303",
        message: `${program} was stopped before it was started`,
        remedy: "Nothing has happened; the step can be run again.",
        detail,
        retry: "never_left",
      };
  }
}

export function mayChange({ connection, program }: Ran): Failure {
  return {
    code: "E610",
    message: `${program} of ${connection} may change something, and this step only reads; it was not started`,
    remedy: `Use command.run, or write reads: true under ${program} in connections.yaml if that is true.`,
    retry: "never",
  };
}

export function killed(answer: Answer<"killed">, { program, repeatable }: Ran): Failure {
  const what =
    answer.why === "timed_out"
      ? `${program} had not ended after ${answer.after}, so it was ended with all that it had started`
      : `${program} was stopped after ${answer.after}`;
  if (repeatable) {
    return {
      code: "E303",
      message: what,
      remedy: `Look what ${program} waits for, or raise its timeout in connections.yaml.`,
      detail: excerpt(answer),
      retry: "later",
    };
  }
  return {
    code: "E605",
    message: `${what}; how far it came is not known`,
    remedy: `Look at what ${program} changes, then settle the run as happened or not happened.`,
    detail: excerpt(answer),
    retry: "never",
  };
}

export function exitedWith(answer: Answer<"ended">, { program }: Ran): Failure {
  return {
    code: "E611",
    message: `${program} ended with exit code ${answer.exit}`,
    remedy: `Read what it wrote in the step's detail; list ${answer.exit} under expect if it is a good end.`,
    detail: excerpt(answer),
    retry: "never",
  };
}

export function notJson(answer: Answer<"ended">, { program }: Ran): Failure {
  const { leftOut } = answer.stdout;
  if (leftOut > 0) {
    return {
      code: "E604",
      message: `${program} ended well, but wrote too much: ${leftOut} bytes were not kept, so it is not read as JSON`,
      remedy: `Let ${program} write less.`,
      detail: excerpt(answer),
      retry: "never",
    };
  }
  return {
    code: "E305",
    message: `${program} ended well, but what it wrote is not JSON`,
    remedy: `Write output: text, or let ${program} write nothing but JSON.`,
    detail: excerpt(answer),
    retry: "never",
  };
}

function excerpt({ stdout, stderr }: Answer<"ended" | "killed">): string {
  const text = stderr.text.trim() === "" ? stdout.text : stderr.text;
  return text.slice(-EXCERPT);
}
