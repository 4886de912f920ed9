/**
 * The part of a failure's text by which two failures are alike: its first line, without what
 * differs from job to job.
 */
export function reasonOf(failure: string): string {
  const [line = ""] = failure.trim().split(/\r?\n/);
  return line
    .slice(0, LONGEST_LINE)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "#")
    .replaceAll(/\b0x[0-9a-f]+\b|\b(?=[a-f]*\d)[0-9a-f]{12,}\b/gi, "#")
    .replaceAll(/\d+/g, "#")
    .replaceAll(/\s+/g, " ")
    .trim();
}

const LONGEST_LINE = 300;

/** How many of the last tries ended in the same way, going by what BullMQ keeps of each. */
export function failuresAlike(traces: readonly string[], reason: string): number {
  const alike = traces.toReversed().findIndex((trace) => !reasonOf(trace).includes(reason));
  return Math.max(alike === -1 ? traces.length : alike, 1);
}
