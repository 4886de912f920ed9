import type { EffectClass } from "../model/effect-class.ts";

export interface CommandRequest {
  /** The name under which connections.yaml lists it. */
  readonly program: string;
  /** Follow those that the connection fixes; each arrives as one argument, byte for byte. */
  readonly arguments: readonly string[];
  /** What the program reads from its standard input, which is empty without it. */
  readonly input?: string;
  /** The same for every try of one effect; the program finds it in its environment. */
  readonly key?: string;
}

/** What a program wrote, without the connection's secrets; the middle is left out where it was too much. */
export interface Written {
  readonly text: string;
  /** How many bytes were left out. */
  readonly leftOut: number;
}

export interface CommandOutput {
  readonly stdout: Written;
  readonly stderr: Written;
}

/** What came of a program. Every case is expected; what else happens is thrown. */
export type CommandAnswer =
  /** `exit` counts as shells do: 128 and the signal's number when a signal ended it. */
  | ({ readonly is: "ended"; readonly exit: number } & CommandOutput)
  /** Started, and ended by Pitcrew with everything that it had started itself. */
  | ({
      readonly is: "killed";
      readonly why: "timed_out" | "aborted";
      readonly after: string;
    } & CommandOutput)
  /** Proof that it did not run at all. */
  | { readonly is: "never_started"; readonly why: NotStarted; readonly detail: string };

export type NotStarted =
  /** The connection is not listed, or a secret of it cannot be read. */
  "not_ready" | "not_listed" | "not_executable" | "aborted";

/** Runs the programs that an operator has listed under one connection, and no others. */
export interface Commands {
  /** How dangerous it is to run it twice, as the operator says; nothing when it is not listed. */
  readonly classOf: (program: string) => EffectClass | undefined;
  /** Which other of them tells whether an effect of this one took place; nothing when none does. */
  readonly probeOf: (program: string) => string | undefined;
  readonly run: (request: CommandRequest, signal: AbortSignal) => Promise<CommandAnswer>;
}
