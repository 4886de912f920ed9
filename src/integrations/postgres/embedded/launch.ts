import { createInterface, type Interface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { execa, type Subprocess } from "execa";
import { commandFor } from "./command.ts";
import { endServer } from "./end-server.ts";
import type { Identity } from "./identity.ts";
import type { Log } from "./log.ts";
import type { Place } from "./place.ts";
import type { Program } from "./program.ts";
import { notStarted, type Refusal } from "./refusal.ts";

export interface Launch {
  readonly place: Place;
  readonly program: Program;
  readonly identity: Identity;
  readonly socketFolder: string;
  readonly log: Log;
}

export type Launched = { readonly ok: true; readonly server: Server } | Refusal;

export interface Server {
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

/** Starts the server and waits until it accepts connections, or until it has given up. */
export async function launch({
  place,
  program,
  identity,
  socketFolder,
  log,
}: Launch): Promise<Launched> {
  const words = ["-D", place.cluster, ...settings(socketFolder)];
  const { file, args, options } = commandFor(identity, program.postgres, words);
  const subprocess = execa(file, args, {
    ...options,
    reject: false,
    buffer: false,
    stdin: "ignore",
    stdout: "ignore",
    // In a group of its own, because Ctrl-C goes to a whole group, and we still need the server.
    detached: true,
  });
  const lines = createInterface({ input: subprocess.stderr });
  lines.on("line", (line) => log("PostgreSQL says", { line }));
  const start = await watchStart(lines);
  if (!start.isReady) return notStarted(place.dataDir, start.said);
  return { ok: true, server: serverOf(subprocess) };
}

function serverOf(subprocess: Promise<unknown> & Pick<Subprocess, "kill">): Server {
  const end = () =>
    endServer({
      tell: (signal) => subprocess.kill(signal),
      endsWithin: (ms) => settlesWithin(subprocess, ms),
    });
  return { ended: subprocess, end };
}

async function settlesWithin(ended: Promise<unknown>, ms: number): Promise<boolean> {
  const settled = new AbortController();
  const late = pause(ms, false, { signal: settled.signal }).catch(() => true);
  void ended.then(() => settled.abort());
  return late;
}

/** Reached on a socket alone: no port that another program may have, no password, no network. */
function settings(socketFolder: string): readonly string[] {
  const values = {
    listen_addresses: "",
    // A list, in which a bare comma begins the next folder.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    shared_buffers: "32MB",
    max_connections: "60",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

interface Start {
  readonly isReady: boolean;
  readonly said: string;
}

async function watchStart(lines: Interface): Promise<Start> {
  const said: string[] = [];
  return new Promise((resolve) => {
    const settle = (isReady: boolean): void => {
      lines.off("line", look).off("close", giveUp);
      resolve({ isReady, said: said.join("\n") });
    };
    const look = (line: string): void => {
      said.push(line);
      if (line.includes("database system is ready to accept connections")) settle(true);
    };
    const giveUp = (): void => settle(false);
    lines.on("line", look).on("close", giveUp);
  });
}
