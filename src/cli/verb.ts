import type { Command, OptionValues } from "commander";
import type { ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

/** What the shell offers for a verb's arguments. */
type Completes =
  | { readonly is: "nothing" }
  | { readonly is: "files" }
  | { readonly is: "words"; readonly words: readonly string[] }
  | { readonly is: "asked"; readonly what: Asked };

/** What `pitcrew __complete` can be asked for. */
type Asked = "codes" | "playbooks" | "tests" | "names" | "runs";

export interface VerbOption {
  readonly flags: string;
  readonly meaning: string;
  readonly choices?: readonly string[];
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

/** All that help, completion and the parser know of a verb; its code is loaded when it is called. */
export interface Verb {
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly VerbOption[];
  readonly completes: Completes;
  readonly examples: readonly Example[];
  readonly run: (command: Command, terminal: Terminal) => Promise<ExitCode>;
}

export type Run<Options> = (
  args: readonly string[],
  options: Options,
  terminal: Terminal,
) => Promise<ExitCode>;

/** `Options` is what commander makes of `options`; this is the one place where we believe it. */
export function verb<Options extends OptionValues>(
  about: Omit<Verb, "run"> & { readonly load: () => Promise<Run<Options>> },
): Verb {
  const { load, ...rest } = about;
  const run: Verb["run"] = async (command, terminal) => {
    const start = await load();
    return start(command.args, command.opts<Options>(), terminal);
  };
  return { ...rest, run };
}
