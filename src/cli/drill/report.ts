import { visible } from "../../document/visible.ts";
import { trendLines, trendsOf } from "../../drills/scenario/trend.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { dataDirOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import type { DrillOptions } from "./options.ts";
import { listReports, readReport } from "./reports.ts";

/** Prints the report of a drill that was run here. */
export async function reportDrill(
  id: string,
  options: DrillOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.trend) return reportTrend(id, options, terminal);
  const kept = await readReport(dataDirOf(options), id);
  if (kept === undefined) {
    terminal.complain(
      `there is no report "${visible(id)}"`,
      "pitcrew drill run says at its end how its report is called",
    );
    return EXIT.usage;
  }
  terminal.print(options.json ? asJson(kept.report) : kept.page.trimEnd());
  return EXIT.done;
}

/** How drills have gone over time: one of them, or all. */
async function reportTrend(
  drill: string,
  options: DrillOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const all = trendsOf(await listReports(dataDirOf(options)));
  const trends = drill === "" ? all : all.filter((trend) => trend.drill === drill);
  if (options.json) terminal.print(asJson({ trends }));
  else for (const line of trends.flatMap(trendLines)) terminal.print(visible(line));
  if (trends.length === 0) terminal.note("No such drill was run here.");
  return EXIT.done;
}
