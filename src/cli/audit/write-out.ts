import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { ServerOptions } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";
import { linesIn } from "./lines-in.ts";
import { openExport } from "./open-export.ts";

/** Prints the record with its checkpoints, as it comes. */
export async function writeOut(options: ServerOptions, terminal: Terminal): Promise<ExitCode> {
  const opened = await openExport("/v1/audit/export", options, terminal);
  if (!opened.ok) return opened.exit;
  let last = "";
  for await (const lines of linesIn(opened.bytes)) {
    if (lines.length > 0) terminal.print(lines.join("\n"));
    last = lines.at(-1) ?? last;
  }
  if (last.startsWith('{"is":"end"')) return EXIT.done;
  terminal.complain("the export broke off", "try again, and look at the log of the server");
  return EXIT.internalError;
}
