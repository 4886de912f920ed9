import { visible } from "../document/visible.ts";
import { breakRange, listFaults } from "./drill/break.ts";
import { drillCluster } from "./drill/cluster.ts";
import type { DrillOptions } from "./drill/options.ts";
import { drillRange } from "./drill/range.ts";
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
    default:
      terminal.complain(
        `there is no drill "${visible(what)}"`,
        "use pitcrew drill cluster, range, faults or break",
      );
      return EXIT.usage;
  }
}
