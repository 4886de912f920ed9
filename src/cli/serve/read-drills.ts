import { trendsOf } from "../../drills/scenario/trend.ts";
import type { DrillsView } from "../../intake/api/views/drill-view.ts";
import { listReports } from "../drill/reports.ts";

/** Nobody reads further back on a page. */
const MOST_REPORTS = 50;

/** What came of the drills that were run beside this data. */
export async function readDrills(dataDir: string): Promise<DrillsView> {
  const reports = await listReports(dataDir);
  const newest = reports.toSorted((one, other) => (one.began < other.began ? 1 : -1));
  return { trends: trendsOf(reports), reports: newest.slice(0, MOST_REPORTS) };
}
