/** A place in a text where something is found. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds many texts at once in one look. Everything that is stored or told passes through it, so it
 * does not read each letter: by the pair of letters at the end of a window as wide as the shortest
 * form it knows how far the window may move on without missing one.
 */
export function formFinder(forms: readonly string[]): (text: string) => readonly Place[] {
  if (forms.length === 0) return () => [];
  const width = Math.min(...forms.map(({ length }) => length));
  const moves = new Uint8Array(PAIRS).fill(Math.min(width - 1, MOST));
  const ending = new Map<number, string[]>();
  // Where several begin alike, the longest is taken.
  for (const form of forms.toSorted((one, other) => other.length - one.length)) {
    for (let end = 1; end < width; end += 1) {
      const pair = pairAt(form, end);
      moves[pair] = Math.min(moves[pair] ?? 0, width - 1 - end);
    }
    const last = pairAt(form, width - 1);
    ending.set(last, [...(ending.get(last) ?? []), form]);
  }

  return (text) => {
    const places: Place[] = [];
    let end = width - 1;
    while (end < text.length) {
      const pair = pairAt(text, end);
      const move = moves[pair] ?? 0;
      if (move > 0) {
        end += move;
        continue;
      }
      const from = end - width + 1;
      const found = ending.get(pair)?.find((form) => text.startsWith(form, from));
      if (found !== undefined) places.push({ from, to: from + found.length });
      end += found?.length ?? 1;
    }
    return places;
  };
}

const PAIRS = 65_536;
const MOST = 255;

/** Letters beyond the first 256 share a number with others; then the window only moves less far. */
function pairAt(text: string, end: number): number {
  return ((text.charCodeAt(end - 1) & 0xff) << 8) | (text.charCodeAt(end) & 0xff);
}
