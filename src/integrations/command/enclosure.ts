import process from "node:process";
import { execa } from "execa";

/** A program and its arguments, as they are started. */
export type CommandLine = readonly [program: string, ...rest: readonly string[]];

/** What a program is started within, so that it and all it starts can be ended together. */
export interface Enclosure {
  readonly around: (line: CommandLine) => CommandLine;
  /** Whether nothing can outlive it; otherwise a program that leaves its process group can. */
  readonly isTight: boolean;
}

/**
 * Its own space of process ids. When its first process ends, the kernel ends all others.
 *
 * That first process is `timeout`, with no time of its own: the kernel keeps SIGTERM from a first
 * process that does not ask for it, and most programs do not. As it hands SIGTERM on, a program
 * may see it twice. `setpriv` ends everything when
 * Pitcrew itself is gone, since then nobody would keep the program's time any more.
 */
const END_WITH_PITCREW = ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--"] as const;
const OWN_PROCESS_IDS = [
  "/usr/bin/unshare",
  "--pid",
  "--fork",
  "--kill-child",
  "--mount-proc",
] as const;
const FIRST_PROCESS = ["--", "/usr/bin/timeout", "--foreground", "0"] as const;

const ENCLOSURES: readonly CommandLine[] = [
  [...END_WITH_PITCREW, ...OWN_PROCESS_IDS, ...FIRST_PROCESS],
  [...END_WITH_PITCREW, ...OWN_PROCESS_IDS, "--user", "--map-current-user", ...FIRST_PROCESS],
];

/** The tightest that this machine allows; containers and hardened kernels may allow none. */
export async function findEnclosure(
  enclosures: readonly CommandLine[] = ENCLOSURES,
): Promise<Enclosure> {
  for (const [program, ...rest] of enclosures) {
    const { failed } = await execa(program, [...rest, process.execPath, "--version"], {
      reject: false,
      stdin: "ignore",
      timeout: LONGEST_TRIAL,
    });
    if (!failed) return { around: (line) => [program, ...rest, ...line], isTight: true };
  }
  return { around: (line) => line, isTight: false };
}

const LONGEST_TRIAL = 5_000;
