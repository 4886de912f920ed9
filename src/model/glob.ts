/**
 * Whether a pattern fits the whole text. `*` stands for any run of characters, also for none;
 * nothing else is special.
 *
 * The time stays within pattern times text, whatever they hold: taking the first place for each
 * part between two stars is always right, so nothing is ever tried twice.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  const [start = "", ...parts] = pattern.split("*");
  const end = parts.pop();
  if (end === undefined) return text === start;
  if (!text.startsWith(start) || !text.endsWith(end)) return false;

  let position = start.length;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return position <= text.length - end.length;
}

/** Whether every text that `inner` fits is one that `outer` fits too. */
export function coversGlob(outer: string, inner: string): boolean {
  // A star of `inner` may become any text. Only a star of `outer` fits the star as a character,
  // and what fits that fits any text in its place.
  return fitsGlob(outer, inner);
}
