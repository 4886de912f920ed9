import { findKeys } from "./audit/find-keys.ts";
import { list, type ListOptions } from "./audit/list.ts";
import { writeFromDatabase } from "./audit/write-from-database.ts";
import { verify, type VerifyOptions } from "./audit/verify.ts";
import { writeOut } from "./audit/write-out.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Terminal } from "./terminal.ts";

type AuditOptions = VerifyOptions & ListOptions & { readonly database?: true };

export async function audit(
  [what = "", subject]: readonly string[],
  options: AuditOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  switch (what) {
    case "verify":
      return verify(options, terminal);
    case "export":
      return options.database ? writeFromDatabase(terminal) : writeOut(options, terminal);
    case "show":
      return list(subject, options, Date.now(), terminal);
    case "key":
      return showKey(options, terminal);
    default:
      terminal.complain(
        `'${what}' is nothing that can be done with the record`,
        "pitcrew audit verify, export, show or key",
      );
      return EXIT.usage;
  }
}

async function showKey(options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await findKeys(options, terminal);
  if (!found.ok) return found.exit;
  for (const { id, pem } of found.keys) {
    terminal.print(pem.trimEnd());
    terminal.note(`Its id is ${id}. Keep it where whoever owns the database cannot change it.`);
  }
  return EXIT.done;
}
