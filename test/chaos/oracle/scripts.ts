import type { Mode, Script } from "./mode.ts";

export interface Scripts {
  readonly set: (target: string, script: Script) => void;
  /** How the next request to a target is treated. */
  readonly modeFor: (target: string) => Mode;
}

export function makeScripts(): Scripts {
  const scripts = new Map<string, Script>();
  return {
    set: (target, script) => scripts.set(target, script),
    modeFor: (target) => {
      const { next, then } = scripts.get(target) ?? { next: [], then: { is: "answer" } };
      const [mode = then, ...rest] = next;
      scripts.set(target, { next: rest, then });
      return mode;
    },
  };
}
