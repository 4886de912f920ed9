/**
 * OpenMetrics, as our library writes it, in the older format that every Prometheus reads: counters
 * are named as their samples are, and nothing points to traces.
 */
export function classicFormat(openMetrics: string): string {
  const counters = new Set(
    [...openMetrics.matchAll(/^# TYPE (\S+) counter$/gm)].map(([, name]) => name),
  );
  return openMetrics
    .replaceAll(/^# (HELP|TYPE) (\S+)/gm, (line, what: string, name: string) =>
      counters.has(name) ? `# ${what} ${name}_total` : line,
    )
    .replaceAll(EXEMPLAR, "")
    .replace(/^# EOF\n/m, "");
}

/** A line ends in its value, so that what a label holds cannot look like one. */
const EXEMPLAR = / # \{[^{}]*\} \S+ \S+$/gm;
