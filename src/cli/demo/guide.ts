import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import type { Terminal } from "../terminal.ts";

/** Leads through the tour. */
export interface Guide {
  readonly say: (text: string) => void;
  /** Lets whoever watches read; comes back when they want to go on. */
  readonly rest: (next: string) => Promise<void>;
}

/** For programs, and people who have seen it: nobody waits for anybody. */
export function hurriedGuide({ print }: Terminal): Guide {
  return { say: print, rest: async () => undefined };
}

/** For the person at the keyboard. */
export function patientGuide({ print, note }: Terminal, signal: AbortSignal): Guide {
  return {
    say: print,
    rest: async (next) => {
      note(`  [Enter] ${next}`);
      // Lines as the terminal sends them, so that Ctrl-C remains a signal.
      const keyboard = createInterface({ input: process.stdin, terminal: false });
      try {
        // A keyboard that is gone wants nothing more.
        await Promise.race([once(keyboard, "line", { signal }), once(keyboard, "close")]);
      } finally {
        keyboard.close();
      }
    },
  };
}
