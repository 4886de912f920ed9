const LONGEST_WORD = 64;

/** The candidate that was probably meant, or nothing when none is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  let best: string | undefined;
  let least = farthest(word) + 1;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST_WORD) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** One slip in three letters is a typing error; more is another word. */
function farthest(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** Letters to add, drop, change or swap with their neighbour to turn one word into the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const changed = at(last, column - 1) + (same ? 0 : 1);
      const shifted = Math.min(at(last, column), at(current, column - 1)) + 1;
      const swapped = areSwapped(from, to, row, column) ? at(beforeLast, column - 2) + 1 : Infinity;
      current.push(Math.min(changed, shifted, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function areSwapped(from: string, to: string, row: number, column: number): boolean {
  return (
    row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
  );
}

function at(distances: readonly number[], column: number): number {
  return distances[column] ?? Infinity;
}
