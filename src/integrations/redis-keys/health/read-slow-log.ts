import type { StoreHealth } from "../../../ports/key-store.ts";

/** The command's name and how many arguments came with it; those may be secret, and stay there. */
export function readSlowLog(entries: unknown): StoreHealth["slow"] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    if (!Array.isArray(entry)) return [];
    const [, seconds, microseconds, words] = entry as readonly unknown[];
    const [name, ...rest] = Array.isArray(words) ? (words as readonly unknown[]) : [];
    if (typeof seconds !== "number" || typeof microseconds !== "number") return [];
    const command = `${String(name).slice(0, LONGEST_NAME)}, ${rest.length} arguments`;
    return [{ at: seconds * 1_000, milliseconds: microseconds / 1_000, command }];
  });
}

const LONGEST_NAME = 50;
