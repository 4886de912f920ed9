import process from "node:process";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Order, Report } from "./order.ts";
import type { NewSettings } from "./settings.ts";

export interface Replica {
  readonly name: string;
  /** Settles when it works. */
  readonly ready: Promise<void>;
  /** What came of an order; throws when it could not be carried out, or nobody knows. */
  readonly ask: (order: Order) => Promise<string>;
  readonly signal: (signal: "SIGKILL" | "SIGSTOP" | "SIGCONT") => void;
  readonly exited: Promise<Exit>;
}

/** How a process ended: by a signal, or by itself with a code. */
export interface Exit {
  readonly replica: string;
  readonly at: number;
  readonly signal: string | undefined;
  readonly code: number | undefined;
  /** What it complained about. */
  readonly said: string;
}

/** The program of this build. */
export const PROGRAM = fileURLToPath(new URL("replica.ts", import.meta.url));

/** Starts a replica as a process of its own. Its reports come in the order in which it made them. */
export function startReplica(
  program: string,
  settings: NewSettings,
  onReport: (report: Report) => void,
): Replica {
  const subprocess = execa(process.execPath, [program, JSON.stringify(settings)], {
    ipc: true,
    serialization: "json",
    buffer: { ipc: false },
    reject: false,
    stdin: "ignore",
    stdout: "ignore",
  });
  // Reports are taken as they come, and never waited for.
  const child = subprocess.nodeChildProcess;
  const open = new Map<number, PromiseWithResolvers<string>>();
  const ready = Promise.withResolvers<void>();
  // Nobody has to wait for it.
  ready.promise.catch(() => undefined);
  let orders = 0;

  child.on("message", (message) => {
    const report = message as Report; // our own program says nothing else
    if (report.is === "ready") ready.resolve();
    if (report.is === "done") open.get(report.number)?.resolve(report.result);
    if (report.is === "failed") open.get(report.number)?.reject(new Error(report.because));
    onReport(report);
  });

  async function exit(): Promise<Exit> {
    const { signal, exitCode: code, stderr } = await subprocess;
    const at = Date.now();
    const gone = new Error(`${settings.name} is gone`);
    ready.reject(gone);
    for (const { reject } of open.values()) reject(gone);
    return { replica: settings.name, at, signal, code, said: stderr };
  }

  return {
    name: settings.name,
    ready: ready.promise,
    ask: async (order) => {
      const number = ++orders;
      const answer = Promise.withResolvers<string>();
      open.set(number, answer);
      child.send({ number, order }, (error) => {
        if (error !== null) answer.reject(error);
      });
      return answer.promise.finally(() => open.delete(number));
    },
    signal: (signal) => void subprocess.kill(signal),
    exited: exit(),
  };
}
