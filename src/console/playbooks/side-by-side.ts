/** A line of a text beside the line of another text that stands in its place. */
export type Pair =
  | { readonly is: "same"; readonly text: string }
  | { readonly is: "gone"; readonly before: string }
  | { readonly is: "new"; readonly after: string }
  | { readonly is: "changed"; readonly before: string; readonly after: string }
  /** So many lines that are the same, far from any that is not. */
  | { readonly is: "left_out"; readonly lines: number };

/** So many lines around a difference are shown. */
const AROUND = 3;

/** Sets two texts beside each other, line by line. */
export function sideBySide(before: string, after: string): readonly Pair[] {
  const [old, young] = [before.trimEnd().split("\n"), after.trimEnd().split("\n")];
  return withoutFar(paired(walk(old, young)));
}

/** Along the longest sequence of lines that both have. */
function walk(old: readonly string[], young: readonly string[]): readonly Pair[] {
  const common = commonLengths(old, young);
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < young.length) {
    const [one, other] = [old[i], young[j]];
    if (one !== undefined && one === other) {
      pairs.push({ is: "same", text: one });
      i += 1;
      j += 1;
    } else if (one !== undefined && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1)) {
      pairs.push({ is: "gone", before: one });
      i += 1;
    } else {
      pairs.push({ is: "new", after: other ?? "" });
      j += 1;
    }
  }
  return pairs;
}

/** How many lines both have in common, from each place of both on. */
function commonLengths(
  old: readonly string[],
  young: readonly string[],
): readonly (readonly number[])[] {
  const rows: number[][] = [Array.from({ length: young.length + 1 }, () => 0)];
  for (const line of old.toReversed()) {
    const below = rows[0] ?? [];
    const row = Array.from({ length: young.length + 1 }, () => 0);
    for (let j = young.length - 1; j >= 0; j -= 1) {
      row[j] =
        line === young[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
    rows.unshift(row);
  }
  return rows;
}

/** Where one of the texts is at its end, whatever is left of the other follows. */
function lengthAt(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? -1;
}

/** Lines that went and lines that came in their place stand beside each other. */
function paired(pairs: readonly Pair[]): readonly Pair[] {
  const result: Pair[] = [];
  let gone: string[] = [];
  const flush = (): void => {
    result.push(...gone.map((before): Pair => ({ is: "gone", before })));
    gone = [];
  };
  for (const pair of pairs) {
    if (pair.is === "gone") gone.push(pair.before);
    else if (pair.is === "new" && gone.length > 0) {
      result.push({ is: "changed", before: gone.shift() ?? "", after: pair.after });
    } else {
      flush();
      result.push(pair);
    }
  }
  flush();
  return result;
}

function withoutFar(pairs: readonly Pair[]): readonly Pair[] {
  const near = pairs.map((_, index) =>
    pairs.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ is }) => is !== "same"),
  );
  const result: Pair[] = [];
  for (const [index, pair] of pairs.entries()) {
    const last = result.at(-1);
    if (near[index] === true) result.push(pair);
    else if (last?.is === "left_out")
      result[result.length - 1] = { ...last, lines: last.lines + 1 };
    else result.push({ is: "left_out", lines: 1 });
  }
  return result;
}
