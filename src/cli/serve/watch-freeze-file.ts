import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cancel, Clock } from "../../ports/clock.ts";
import type { Switches } from "../../ports/switches.ts";

const LOOK_EVERY_MS = 1_000;
const LONGEST_REASON = 200;

export interface FreezeFile {
  readonly dataDir: string;
  readonly switches: Pick<Switches, "on" | "turnOn">;
  readonly clock: Clock;
  /** Told of a look that failed; the next one comes all the same. */
  readonly warn: (what: string, error: unknown) => void;
}

/**
 * Freezes everything as long as a file `freeze` is in the data directory, for whoever reaches the
 * machine and nothing else. Without the file it stays frozen until somebody thaws it. The first
 * look is over when this returns.
 */
export async function watchFreezeFile(file: FreezeFile): Promise<() => void> {
  let cancel: Cancel | undefined;
  let isStopped = false;
  async function lookForEver(): Promise<void> {
    await look(file).catch((error: unknown) =>
      file.warn("Looking for the freeze file failed", error),
    );
    if (!isStopped) cancel = file.clock.after(LOOK_EVERY_MS, () => void lookForEver());
  }
  await lookForEver();
  return () => {
    isStopped = true;
    cancel?.();
  };
}

async function look({ dataDir, switches }: FreezeFile): Promise<void> {
  const path = join(dataDir, "freeze");
  const text = await readIfThere(path);
  if (text === undefined) return;
  const on = await switches.on();
  if (on.some(({ kind, scope }) => kind === "freeze" && scope === "all")) return;
  const said = text.trim().slice(0, LONGEST_REASON);
  const reason = `${said === "" ? "No reason is given" : said} (as long as ${path} is there)`;
  const wanted = { kind: "freeze", scope: "all", reason, inFlight: "hold", forMs: null } as const;
  await switches.turnOn(wanted, { actor: "file:freeze", surface: "cli" });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
