import type { ReadStream } from "node:tty";

/** Single keys, as long as somebody wants them. */
export interface Keyboard {
  readonly listen: (hear: (key: string) => void) => void;
  /** Lines, and Ctrl-Z, are the terminal's again. May be called again. */
  readonly rest: () => void;
}

const CTRL_C = "\u0003";

/** While single keys are heard, the terminal tells of Ctrl-C as of any other key. */
export function openKeyboard(stdin: ReadStream, interrupt: () => void): Keyboard {
  let hearing: ((data: Buffer) => void) | undefined;
  const rest = (): void => {
    if (hearing === undefined) return;
    stdin.off("data", hearing);
    hearing = undefined;
    stdin.setRawMode(false);
    stdin.pause();
  };
  return {
    listen: (hear) => {
      rest();
      hearing = (data) => {
        for (const key of keysIn(data.toString("utf8"))) {
          if (key === CTRL_C) interrupt();
          else hear(key);
        }
      };
      stdin.setRawMode(true);
      stdin.on("data", hearing);
      stdin.resume();
    },
    rest,
  };
}

/** What is pasted comes at once; an arrow or the like comes as Esc and letters, and is one key. */
function keysIn(text: string): readonly string[] {
  return text.startsWith("\u001B") ? [text] : Array.from(text);
}
