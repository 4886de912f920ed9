import { visible } from "../../document/visible.ts";
import { type AlertView, AlertsView } from "../../intake/api/views/alert-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";

interface AlertsOptions extends ServerOptions {
  readonly all?: true;
  readonly result?: string;
  readonly limit?: string;
  readonly json?: true;
}

export async function alerts(
  _args: readonly string[],
  options: AlertsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const request = { method: "GET", path: `/v1/alerts?${queryOf(options).toString()}` } as const;
  const reply = await askServer(server, request, AlertsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { alerts: found } = reply.value;
  if (options.json) terminal.print(asJson(reply.value));
  else for (const one of found) terminal.print(visible(line(one)));
  if (found.length === 0) terminal.note("There is no such alert.");
  return EXIT.done;
}

function queryOf({ all, result, limit }: AlertsOptions): URLSearchParams {
  return new URLSearchParams({
    ...(!all && { open: "true" }),
    ...(result !== undefined && { result }),
    ...(limit !== undefined && { limit }),
  });
}

const RESULT_WIDTH = "unmatched".length;

function line({
  fingerprint,
  source,
  labels,
  opened,
  closed_because,
  silenced,
  result,
}: AlertView): string {
  const { alertname, ...others } = labels;
  const name = alertname ?? "(no name)";
  const pairs = Object.entries(others).map(([label, value]) => `${label}=${value}`);
  const state = closed_because ?? (silenced ? "silenced" : "firing");
  const came = (result ?? "waiting").padEnd(RESULT_WIDTH);
  return [fingerprint, state, came, opened, source, name, ...pairs].join("  ");
}
