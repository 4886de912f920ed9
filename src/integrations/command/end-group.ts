import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";

/** How long a program that was asked to end may take to tidy up. */
const GRACE_MS = 2_000;

/** Asks all processes of a group to end, and ends those that do not. */
export async function endGroup(group: number, ended: Promise<unknown>): Promise<void> {
  signal(group, "SIGTERM");
  const patience = new AbortController();
  // Whoever is first lets go of the other; being let go of is no failure.
  const overdue = wait(GRACE_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([ended, overdue]);
  patience.abort();
  signal(group, "SIGKILL");
}

/** Ends what a program has left running after it ended itself. */
export function endLeftovers(group: number): void {
  signal(group, "SIGKILL");
}

function signal(group: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    // All of them have ended, which is what is wanted.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
