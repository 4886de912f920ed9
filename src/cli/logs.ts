import { EventsView, type EventView } from "../intake/api/views/event-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { followRun } from "./follow/follow-run.ts";
import { isAbout, openLog } from "./follow/log-display.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface LogsOptions extends ServerOptions {
  readonly follow?: true;
  readonly step?: string;
  readonly json?: true;
  readonly jsonl?: true;
}

export async function logs(
  [run = ""]: readonly string[],
  { follow, ...options }: LogsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  if (follow) return followRun(run, server, { ...options, log: true }, terminal);
  const path = `/v1/runs/${encodeURIComponent(run)}/events`;
  const reply = await askServer(server, { method: "GET", path }, EventsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const events = reply.value.events.filter((event) => isAbout(event, options));
  if (options.json) terminal.print(asJson({ events }));
  else await printAll(events, options, terminal);
  return EXIT.done;
}

async function printAll(
  events: readonly EventView[],
  options: LogsOptions,
  terminal: Terminal,
): Promise<void> {
  const log = openLog(options, terminal);
  for (const event of events) await log.event(event);
}
