/** The value that this share of them does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle, with the least and the most. */
export function spread(values: readonly number[], digits = 0): string {
  const [middle, low, high] = [0.5, 0, 1].map((share) => quantile(values, share).toFixed(digits));
  return `${middle} [${low}-${high}]`;
}

/** Does all of it, so many at a time. */
export async function inParallel(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
