import { visible } from "../../document/visible.ts";
import { WindowEndedView, WindowsView, WindowView } from "../../intake/api/views/alert-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type Server, type ServerOptions, serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";

interface WindowsOptions extends ServerOptions {
  readonly kind?: string;
  readonly label?: readonly string[];
  readonly reason?: string;
  readonly from?: string;
  readonly for?: string;
  readonly json?: true;
}

export async function windows(
  [does = "", id = ""]: readonly string[],
  options: WindowsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  switch (does) {
    case "list":
      return list(server, options, terminal);
    case "add":
      return add(server, options, terminal);
    case "end":
      return end(server, id, terminal);
    default:
      terminal.complain(`windows cannot ${does}`, "write list, add or end");
      return EXIT.usage;
  }
}

async function list(
  server: Server,
  { json }: WindowsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const reply = await askServer(server, { method: "GET", path: "/v1/windows" }, WindowsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { windows: found } = reply.value;
  if (json) terminal.print(asJson(reply.value));
  else for (const one of found) terminal.print(visible(line(one)));
  if (found.length === 0) terminal.note("There is no window.");
  return EXIT.done;
}

async function add(
  server: Server,
  { kind, label = [], reason, from, for: time, json }: WindowsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const labels: Record<string, string> = {};
  for (const pair of label) {
    const at = pair.indexOf("=");
    if (at < 1) {
      terminal.complain(`${visible(pair)} is no label`, "write it as name=value: cluster=eu-*");
      return EXIT.usage;
    }
    labels[pair.slice(0, at)] = pair.slice(at + 1);
  }
  const body = { kind, labels, reason, from, for: time };
  const request = { method: "POST", path: "/v1/windows", body } as const;
  const reply = await askServer(server, request, WindowView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (json) terminal.print(asJson(reply.value));
  else terminal.print(visible(line(reply.value)));
  return EXIT.done;
}

async function end(server: Server, id: string, terminal: Terminal): Promise<ExitCode> {
  const request = { method: "POST", path: "/v1/windows/end", body: { id } } as const;
  const reply = await askServer(server, request, WindowEndedView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  terminal.note(`The window ${id} has ended.`);
  return EXIT.done;
}

function line({ id, kind, labels, when, open, by, reason }: WindowView): string {
  const pairs = Object.entries(labels).map(
    ([label, wanted]) => `${label}=${[wanted].flat().join("|")}`,
  );
  const about = pairs.length === 0 ? "all alerts" : pairs.join(" ");
  return `${id}  ${open ? "open" : "closed"}  ${kind}  ${about}  ${when}  by ${by}: ${reason}`;
}
