/** Goes on from what is known of a run, and says what is known then. */
export type KeptByRun<Value> = (
  run: string,
  goOn: (before: Value) => Promise<Value>,
) => Promise<Value>;

/** Whoever watches a run looks at it again and again. */
const KEPT = 20;

/** Keeps what is known of the runs that were looked at last, so that only what is new is read. */
export function keepByRun<Value>(atFirst: Value): KeptByRun<Value> {
  const kept = new Map<string, Value>();
  return async (run, goOn) => {
    const known = await goOn(kept.get(run) ?? atFirst);
    kept.delete(run);
    kept.set(run, known);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > KEPT) kept.delete(oldest);
    return known;
  };
}
