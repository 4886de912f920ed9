interface Drawing {
  /** What to write to the terminal. */
  readonly text: string;
  /** How many lines it then shows. */
  readonly lines: number;
}

const UP = (lines: number): string => (lines === 0 ? "" : `\u001B[${lines}A`);
const CLEAR_BELOW = "\u001B[0J";
const NO_WRAP = "\u001B[?7l";
const WRAP = "\u001B[?7h";

/**
 * Draws lines over those that were drawn before.
 *
 * Lines are cut at the edge by the terminal, and there are never more than it has rows: otherwise
 * the way back up would end in the middle of what was drawn.
 */
export function redraw(before: number, lines: readonly string[], rows: number): Drawing {
  const shown = fit(lines, Math.max(2, rows - 1));
  const text = shown.map((line) => `${line}\n`).join("");
  return { text: `${UP(before)}${CLEAR_BELOW}${NO_WRAP}${text}${WRAP}`, lines: shown.length };
}

/** The first line says what it is about; after it, the latest count most. */
function fit(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, 1), ...lines.slice(1 - most)];
}
