import { resolve } from "node:path";
import process from "node:process";
import { PLAYBOOKS } from "./defaults.ts";
import { hurriedGuide, patientGuide } from "./demo/guide.ts";
import { NotAsTold } from "./demo/as-told.ts";
import { takeTour } from "./demo/take-tour.ts";
import { untilStopped } from "./drill/until-stopped.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

interface DemoOptions {
  readonly fast?: true;
  readonly playbooks?: string;
}

/** Shows what Pitcrew does, on a range and a server of its own, and leaves nothing behind. */
export async function demo(
  _args: readonly string[],
  options: DemoOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!options.fast && process.stdin.isTTY !== true) {
    terminal.complain(
      "the tour needs a person at a keyboard",
      "give --fast, and nobody is waited for",
    );
    return EXIT.usage;
  }
  const stopped = new AbortController();
  void untilStopped().then(() => stopped.abort());
  const { signal } = stopped;
  const guide = options.fast ? hurriedGuide(terminal) : patientGuide(terminal, signal);
  const isFast = options.fast === true;
  try {
    await takeTour({ playbooks: resolve(options.playbooks ?? PLAYBOOKS), guide, isFast, signal });
    return EXIT.done;
  } catch (error) {
    // Ctrl-C reaches the server of the tour as well, which then answers no more.
    if (signal.aborted) return EXIT.interrupted;
    if (!(error instanceof NotAsTold)) throw error;
    terminal.complain(
      `this did not happen as told: ${error.message}`,
      "what the commands printed above says more; the same again with --fast shows whether it was chance",
    );
    return EXIT.runFailed;
  }
}
