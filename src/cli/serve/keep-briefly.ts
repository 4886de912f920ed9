/** What was found a moment ago, so that many who look at once cost one look. A failure is not kept. */
export function keepBriefly<Value>(
  forMs: number,
  look: () => Promise<Value>,
  monotonic: () => number,
): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly until: number } | undefined;
  return () => {
    const now = monotonic();
    if (kept !== undefined && now < kept.until) return kept.value;
    const found = { value: look(), until: now + forMs };
    kept = found;
    found.value.catch(() => {
      if (kept === found) kept = undefined;
    });
    return found.value;
  };
}
