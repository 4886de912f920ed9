import { visible } from "../../document/visible.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { dataDirOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import type { DrillOptions } from "./options.ts";
import { readReport } from "./reports.ts";

/** Prints the report of a drill that was run here. */
export async function reportDrill(
  id: string,
  options: DrillOptions,
  terminal: Terminal,
): Promise<ExitCode> {
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
