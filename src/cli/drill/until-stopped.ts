import { EventEmitter, once } from "node:events";
import process from "node:process";

/** Waits for Ctrl-C, or for whoever ends the process politely. */
export function untilStopped(): Promise<unknown> {
  const signals = new EventEmitter();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    // Kept for good: where nobody listens any more, the library that starts programs ends us itself.
    process.on(name, () => signals.emit("stop"));
  }
  return once(signals, "stop");
}
