import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Script } from "./mode.ts";

export interface RunningOracle {
  readonly port: number;
  readonly url: string;
  readonly setScript: (target: string, script: Partial<Script>) => Promise<void>;
  /** Ends it without warning, as every crash does. */
  readonly kill: () => Promise<void>;
}

const PROGRAM = fileURLToPath(new URL("oracle.ts", import.meta.url));

/** Starts the oracle as a process of its own, which survives whatever happens to the product. */
export async function startOracle(log: string, port = 0): Promise<RunningOracle> {
  const oracle = execa(process.execPath, [PROGRAM, log, String(port)], {
    reject: false,
    stderr: "inherit",
  });
  const lines = createInterface({ input: oracle.stdout });
  const first = await Promise.race([once(lines, "line"), oracle]);
  if (!Array.isArray(first)) throw new Error("The oracle ended before it listened.");
  const listening = Number(first[0]);
  const url = `http://127.0.0.1:${listening}`;
  return {
    port: listening,
    url,
    setScript: (target, script) => setScript(url, target, script),
    kill: async () => {
      oracle.kill("SIGKILL");
      await oracle;
    },
  };
}

async function setScript(url: string, target: string, script: Partial<Script>): Promise<void> {
  const body = JSON.stringify(script);
  const answer = await fetch(`${url}/scripts/${target}`, { method: "PUT", body });
  if (!answer.ok) throw new Error(`The oracle refused the script: ${await answer.text()}`);
}
