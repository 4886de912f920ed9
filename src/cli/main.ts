import process from "node:process";
import { CommanderError } from "commander";
import { didYouMean } from "../model/did-you-mean.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { createProgram } from "./program.ts";
import { COMPLETE, VERBS } from "./verbs.ts";

/** Runs one command line and says with which code the process should end. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  endQuietlyWhenNobodyReads();
  let exit: ExitCode = EXIT.done;
  const program = createProgram({ verbs: VERBS, hidden: [COMPLETE] }, process, (code) => {
    exit = code;
  });
  try {
    await program.parseAsync(words, { from: "user" });
    return exit;
  } catch (error) {
    return error instanceof CommanderError ? explainUsage(error, words) : confess(error);
  }
}

/** `pitcrew explain | head` closes the pipe early, which is no error. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

function explainUsage(error: CommanderError, words: readonly string[]): ExitCode {
  if (error.exitCode === 0) return EXIT.done;
  if (error.code === "commander.help") return EXIT.usage;
  const [message = "", hint] = error.message.replace(/^error: /, "").split("\n");
  const verb = words.find((word) => !word.startsWith("-")) ?? "";
  if (error.code === "commander.unknownCommand") {
    return refuse(`No command '${verb}'`, didYouMeanVerb(verb));
  }
  return refuse(message, hint?.replace(/^\(|\)$/g, "") ?? `pitcrew ${verb} --help shows the form`);
}

function didYouMeanVerb(word: string): string {
  const meant = didYouMean(
    word,
    VERBS.map(({ name }) => name),
  );
  return meant === undefined ? "pitcrew --help lists the commands" : `did you mean ${meant}?`;
}

function refuse(message: string, fix: string): ExitCode {
  process.stderr.write(`pitcrew: ${message}\n  fix: ${fix}\n`);
  return EXIT.usage;
}

/** A fault of Pitcrew itself: one line for the person, the stack only for whoever mends it. */
function confess(error: unknown): ExitCode {
  const known = error instanceof Error ? error : new Error(String(error));
  const debug = process.env["PITCREW_DEBUG"] === "1";
  process.stderr.write(
    debug
      ? `pitcrew: internal error: ${known.stack ?? known.message}\n`
      : `pitcrew: internal error: ${known.message} (PITCREW_DEBUG=1 shows where)\n`,
  );
  return EXIT.internalError;
}
