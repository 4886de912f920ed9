import { once } from "node:events";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { constants as system } from "node:os";
import { execa } from "execa";
import { formatDuration } from "../../model/duration.ts";
import type { CommandAnswer } from "../../ports/command.ts";
import type { CommandLine, Enclosure } from "./enclosure.ts";
import { endGroup, endLeftovers } from "./end-group.ts";
import { keepOutput } from "./keep-output.ts";

/** One program as it will run, with everything that an operator decides about it. */
export interface Program {
  readonly line: CommandLine;
  readonly input: string | undefined;
  /** All of it: nothing of Pitcrew's own environment is passed on. */
  readonly environment: Readonly<Record<string, string>>;
  /** Never shown, wherever the program writes them. */
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
}

/** Runs a program to its end or its time-out; nothing that it started outlives it. */
export async function runProgram(
  program: Program,
  enclosure: Enclosure,
  stop: AbortSignal,
): Promise<CommandAnswer> {
  const { line, secrets, timeoutMs } = program;
  if (!(await isExecutable(line[0]))) return notExecutable(`${line[0]} may not be run`);
  if (stop.aborted) return { is: "never_started", why: "aborted", detail: String(stop.reason) };

  const limit = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
  const started = performance.now();
  const child = start(program, enclosure);
  if (child.pid === undefined) return notExecutable(String((await child).shortMessage));
  const readStdout = keepOutput(child.stdout);
  const readStderr = keepOutput(child.stderr);
  const ended = untilExit(child);
  await Promise.race([ended, aborted(limit)]);
  const isKilled = limit.aborted;
  if (isKilled) await endGroup(child.pid, ended);
  const exit = await ended;
  if (!enclosure.isTight) endLeftovers(child.pid);
  const output = { stdout: await readStdout(secrets), stderr: await readStderr(secrets) };
  if (!isKilled) return { is: "ended", exit, ...output };
  const after = formatDuration(performance.now() - started);
  return { is: "killed", why: stop.aborted ? "aborted" : "timed_out", after, ...output };
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function notExecutable(detail: string): CommandAnswer {
  return { is: "never_started", why: "not_executable", detail };
}

function start({ line, input, environment }: Program, enclosure: Enclosure) {
  const [file, ...rest] = enclosure.around(line);
  return execa(file, rest, {
    cwd: "/",
    env: environment,
    extendEnv: false,
    // Its own process group, so that signals reach what it starts as well.
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
    input: input ?? "",
  });
}

/** Not the end of its output, which may lie later. */
async function untilExit({ nodeChildProcess: child }: ReturnType<typeof start>): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once("exit", (code, signal) =>
    resolve(code ?? 128 + (signal === null ? 0 : system.signals[signal])),
  );
  return promise;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
