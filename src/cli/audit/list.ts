import type { ExportLine } from "../../audit/export.ts";
import { verifyExport } from "../../audit/verify-export.ts";
import { visible } from "../../document/visible.ts";
import { type AuditEntryView, AuditEntriesView } from "../../intake/api/views/audit-view.ts";
import { parseDuration } from "../../model/duration.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { linesIn } from "./lines-in.ts";
import { type ExportOptions, openExport } from "./open-export.ts";
import { complainNoExport } from "./verify.ts";

export interface ListOptions extends ExportOptions {
  readonly actor?: string;
  /** A time, or how long ago. */
  readonly since?: string;
  readonly limit?: string;
  readonly json?: true;
}

/** Prints entries of the record, the newest first. */
export async function list(
  subject: string | undefined,
  options: ListOptions,
  now: number,
  terminal: Terminal,
): Promise<ExitCode> {
  const since = options.since === undefined ? undefined : timeOf(options.since, now);
  if (since === null) {
    terminal.complain(`"${options.since}" is no time`, "write 1h, or 2026-11-21T03:00:00Z");
    return EXIT.usage;
  }
  const query = new URLSearchParams({
    ...(subject !== undefined && { subject }),
    ...(options.actor !== undefined && { actor: options.actor }),
    ...(since !== undefined && { since }),
    ...(options.limit !== undefined && { limit: options.limit }),
  });
  const found =
    options.export === undefined
      ? await askForEntries(query, options, terminal)
      : await searchExport(query, options, terminal);
  if (!found.ok) return found.exit;
  if (options.json) terminal.print(asJson({ entries: found.entries }));
  else for (const entry of found.entries) terminal.print(visible(line(entry)));
  if (found.entries.length === 0) terminal.note("There is no such entry.");
  return EXIT.done;
}

/** Null when it is neither a time nor a duration. */
function timeOf(text: string, now: number): string | null {
  const ago = parseDuration(text);
  const at = ago === undefined ? Date.parse(text) : now - ago;
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

type Found =
  | { readonly ok: true; readonly entries: readonly AuditEntryView[] }
  | { readonly ok: false; readonly exit: ExitCode };

async function askForEntries(
  query: URLSearchParams,
  options: ListOptions,
  terminal: Terminal,
): Promise<Found> {
  const server = serverOf(options);
  const request = { method: "GET", path: `/v1/audit/entries?${query.toString()}` } as const;
  const reply = await askServer(server, request, AuditEntriesView);
  if (reply.is !== "answered") return { ok: false, exit: explainReply(reply, server, terminal) };
  return { ok: true, entries: reply.value.entries };
}

const USUAL_LIMIT = 100;

async function searchExport(
  query: URLSearchParams,
  options: ListOptions,
  terminal: Terminal,
): Promise<Found> {
  const opened = await openExport("", options, terminal);
  if (!opened.ok) return opened;
  const entries: AuditEntryView[] = [];
  const onLine = (seen: ExportLine): void => {
    if (seen.is !== "entry") return;
    const entry = { ...seen, at: new Date(seen.at).toISOString() };
    if (isWanted(entry, query)) entries.push(entry);
  };
  const read = await verifyExport(linesIn(opened.bytes), { keys: [], anchored: [] }, { onLine });
  if (read.is === "no_export") return { ok: false, exit: complainNoExport(terminal) };
  const newest = entries.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq));
  return { ok: true, entries: newest.slice(0, Number(query.get("limit") ?? USUAL_LIMIT)) };
}

function isWanted({ subject, actor, at }: AuditEntryView, query: URLSearchParams): boolean {
  return (
    subject === (query.get("subject") ?? subject) &&
    actor === (query.get("actor") ?? actor) &&
    at >= (query.get("since") ?? "")
  );
}

function line({ subject, seq, at, kind, actor, surface }: AuditEntryView): string {
  return `${at}  ${subject} #${seq}  ${kind}  ${actor} (${surface})`;
}
