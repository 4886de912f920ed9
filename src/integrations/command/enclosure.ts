import { release } from "node:os";
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
const FIRST_PROCESS = ["/usr/bin/timeout", "--foreground", "0"] as const;

/** Enough for any honest program, and few enough for the machine. */
const MOST_PROCESSES = 1_024;

/**
 * A shell, for what no program does. The program and its arguments are no part of its words, and
 * what it adds to the environment by itself goes again.
 */
const after = (words: string) =>
  ["/bin/sh", "-c", `${words} && unset PWD OLDPWD SHLVL && exec "$@"`, "pitcrew"] as const;

/** What a program writes may hold what others must not see. */
const OWNER_ONLY = "umask 077";
/** Limits of a user do not bind root, but since Linux 6.14 each space of ids has a highest id. */
const CAPPED_IDS = `echo ${MOST_PROCESSES} > /proc/sys/kernel/pid_max`;
/** In a space of users of its own, only what runs there counts. */
const CAPPED_USER = ["/usr/bin/prlimit", `--nproc=${MOST_PROCESSES}`, "--"] as const;

const OF_ROOT = [...END_WITH_PITCREW, ...OWN_PROCESS_IDS, "--"] as const;

export const ENCLOSURE_OF_USER: CommandLine = [
  ...END_WITH_PITCREW,
  ...OWN_PROCESS_IDS,
  "--user",
  "--map-current-user",
  "--",
  ...CAPPED_USER,
  ...after(OWNER_ONLY),
  ...FIRST_PROCESS,
];

/** The tightest comes first. */
export function enclosuresFor(kernel: string): readonly CommandLine[] {
  const ofRoot: CommandLine = [...OF_ROOT, ...after(OWNER_ONLY), ...FIRST_PROCESS];
  // On an older kernel, the highest id is that of the whole machine.
  if (!hasIdsOfItsOwn(kernel)) return [ofRoot, ENCLOSURE_OF_USER];
  const words = `${CAPPED_IDS} && ${OWNER_ONLY}`;
  return [[...OF_ROOT, ...after(words), ...FIRST_PROCESS], ofRoot, ENCLOSURE_OF_USER];
}

function hasIdsOfItsOwn(kernel: string): boolean {
  const [major = 0, minor = 0] = kernel.split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 14);
}

/** The tightest that this machine allows; containers and hardened kernels may allow none. */
export async function findEnclosure(
  enclosures: readonly CommandLine[] = enclosuresFor(release()),
): Promise<Enclosure> {
  for (const [program, ...rest] of enclosures) {
    const { failed } = await execa(program, [...rest, process.execPath, "--version"], {
      reject: false,
      stdin: "ignore",
      timeout: LONGEST_TRIAL,
    });
    if (!failed) return { around: (line) => [program, ...rest, ...line], isTight: true };
  }
  return { around: (line) => [...after(OWNER_ONLY), ...line], isTight: false };
}

const LONGEST_TRIAL = 5_000;
