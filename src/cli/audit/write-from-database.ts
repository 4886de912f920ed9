import process from "node:process";
import { writeExport } from "../../audit/export.ts";
import { EVERYTHING } from "../../audit/verify-record.ts";
import { visible } from "../../document/visible.ts";
import { openReader } from "../../integrations/postgres/audit/open-reader.ts";
import { entranceAt } from "../../integrations/postgres/trust/entrance.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { printRefusals } from "../print-refusals.ts";
import type { Terminal } from "../terminal.ts";

/** Prints the record from the database itself: an auditor may have that, and no Pitcrew that runs. */
export async function writeFromDatabase(terminal: Terminal): Promise<ExitCode> {
  const url = process.env["DATABASE_URL"] ?? "";
  if (url === "") {
    terminal.complain(
      "DATABASE_URL names no database",
      "set it; the database that Pitcrew brings along is read through its server, without --database",
    );
    return EXIT.usage;
  }
  const read = entranceAt("DATABASE_URL", url);
  if (!read.ok) return printRefusals([read.objection], terminal);
  const { place, address } = read.entrance;
  const { reader, close } = openReader(address, () => undefined);
  try {
    for await (const line of writeExport({
      of: EVERYTHING,
      at: Date.now(),
      checkpoints: reader.checkpoints(undefined),
      entries: reader.entries(undefined),
    })) {
      terminal.print(line);
    }
    return EXIT.done;
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    terminal.complain(
      visible(`the record cannot be read from ${place}: ${because}`),
      "name a database that Pitcrew has served, with a role that may read events and checkpoints",
    );
    return EXIT.internalError;
  } finally {
    await close();
  }
}
