import { visible } from "../document/visible.ts";
import { bashScript } from "./completion/bash.ts";
import { fishScript } from "./completion/fish.ts";
import { zshScript } from "./completion/zsh.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";
import type { Run, Verb } from "./verb.ts";

const SCRIPTS: Readonly<Record<string, (verbs: readonly Verb[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The verb that prints the completion script for all of these verbs. */
export function completionOf(verbs: readonly Verb[]): Run<object> {
  return async ([shell = ""], _options, terminal) => printScript(shell, verbs, terminal);
}

function printScript(shell: string, verbs: readonly Verb[], terminal: Terminal): ExitCode {
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (script === undefined) {
    const known = Object.keys(SCRIPTS).join(", ");
    terminal.complain(`there is no completion for "${visible(shell)}"`, `use one of ${known}`);
    return EXIT.usage;
  }
  terminal.print(script(verbs).trimEnd());
  return EXIT.done;
}
