import type { PinnedPlaybook } from "../../ports/run-store.ts";
import type { Tools } from "./work.ts";

/** What a worker understands, and the versions that it has met and does not. */
export interface Understanding extends Pick<Tools, "programOf"> {
  /** By their hashes. Each is asked about again, because after a reload some may be understood. */
  readonly strange: () => Promise<readonly string[]>;
}

/** Remembers what was not understood, so that those runs are left to a build that does. */
export function rememberStrange(programOf: Tools["programOf"]): Understanding {
  const met = new Map<string, PinnedPlaybook>();
  return {
    programOf: async (pinned) => {
      const program = await programOf(pinned);
      if (program === undefined) met.set(pinned.hash, pinned);
      return program;
    },
    strange: async () => {
      for (const [hash, pinned] of met) {
        if ((await programOf(pinned)) !== undefined) met.delete(hash);
      }
      return [...met.keys()];
    },
  };
}
