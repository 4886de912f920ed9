/**
 * A text that a terminal can only show, never obey.
 *
 * Files and alerts are written by others. An escape sequence could clear the screen or forge a
 * line of output, and marks that reorder text could show other words than the file holds.
 */
export function visible(text: string): string {
  let shown = "";
  for (const character of text) shown += isSafe(character) ? character : escapeOf(character);
  return shown;
}

/** A tab is one column wide, so that what stands below a line keeps its place. */
function escapeOf(character: string): string {
  if (character === "\t") return " ";
  const code = character.codePointAt(0) ?? 0;
  return `\\u{${code.toString(16)}}`;
}

function isSafe(character: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);
}
