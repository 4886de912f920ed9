import { visible } from "../document/visible.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { printRefusals } from "./print-refusals.ts";
import { openDatabase } from "./serve/open-database.ts";
import { dataDirOf, type ServerOptions } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";

/** Brings the tables up to date and ends, so that what serves needs no right to change them. */
export async function migrate(
  _args: readonly string[],
  options: ServerOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { note } = terminal;
  const warn = (what: string, error: unknown): void => note(`${what}: ${visible(String(error))}`);
  const opened = await openDatabase(dataDirOf(options), { note, warn });
  if (!opened.ok) return printRefusals(opened.refusals, terminal);
  await opened.database.stop();
  terminal.print("The tables are up to date.");
  return EXIT.done;
}
