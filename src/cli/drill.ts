import { visible } from "../document/visible.ts";
import { breakRange, listFaults } from "./drill/break.ts";
import { drillCluster } from "./drill/cluster.ts";
import { listDrills } from "./drill/list.ts";
import type { DrillOptions } from "./drill/options.ts";
import { drillRange } from "./drill/range.ts";
import { reportDrill } from "./drill/report.ts";
import { runDrill } from "./drill/run.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

export async function drill(
  [what = "", name = ""]: readonly string[],
  options: DrillOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  switch (what) {
    case "cluster":
      return drillCluster(options, terminal);
    case "range":
      return drillRange(options, terminal);
    case "faults":
      return listFaults(terminal);
    case "break":
      return breakRange(name, options, terminal);
    case "list":
      return listDrills(options, terminal);
    case "run":
      return runDrill(name, options, terminal);
    case "report":
      return reportDrill(name, options, terminal);
    default:
      terminal.complain(
        `there is no drill "${visible(what)}"`,
        "use pitcrew drill list, run, report, cluster, range, faults or break",
      );
      return EXIT.usage;
  }
}
