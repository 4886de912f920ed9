import type { Range } from "../../drills/range/start-range.ts";

/** What Prometheus looks at on a range, by the names that the rules of the runbook use. */
export function jobsOf({
  engineUrl,
  workersUrl,
  clusterUrl,
}: Pick<Range, "engineUrl" | "workersUrl" | "clusterUrl">): Readonly<Record<string, string>> {
  return { "workflow-engine": engineUrl, "workflow-workers": workersUrl, kubernetes: clusterUrl };
}
