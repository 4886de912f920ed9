import process from "node:process";
import { execa } from "execa";
import { type Identity, MAPPED, NOBODY } from "./identity.ts";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: {
    readonly env: Readonly<Record<string, string>>;
    readonly extendEnv: false;
    readonly uid?: number;
    readonly gid?: number;
  };
}

/**
 * How to start a program as this identity, so that it is interrupted when we die. Linux takes that
 * for the thread which starts it: in a worker thread, the program would end together with that.
 */
export function commandFor(
  identity: Identity,
  program: string,
  args: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Command {
  const mapped = identity === "mapped" ? MAPPED : [];
  // Comes after `unshare`, because becoming another user takes the signal back.
  const mortal = platform === "linux" ? ["setpriv", "--pdeathsig", "INT", "--"] : [];
  const [file = program, ...words] = [...mapped, ...mortal, program, ...args];
  const user = identity === "nobody" ? { uid: NOBODY, gid: NOBODY } : {};
  return { file, args: words, options: { env: environment(), extendEnv: false, ...user } };
}

/** Messages in English, times in UTC, and nothing else of ours: no secrets, no PG* variables. */
function environment(): Readonly<Record<string, string>> {
  return { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

export interface Ran {
  readonly ok: boolean;
  /** What it complained about. */
  readonly said: string;
}

export async function run({ file, args, options }: Command): Promise<Ran> {
  const result = await execa(file, args, { ...options, reject: false, stdin: "ignore" });
  if (result.exitCode === 0) return { ok: true, said: "" };
  return { ok: false, said: result.stderr === "" ? String(result.shortMessage) : result.stderr };
}
