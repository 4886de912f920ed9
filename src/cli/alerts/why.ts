import { visible } from "../../document/visible.ts";
import { WhyView } from "../../intake/api/views/alert-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";

interface WhyOptions extends ServerOptions {
  readonly json?: true;
}

export async function why(
  [about = ""]: readonly string[],
  options: WhyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/alerts/${encodeURIComponent(about)}/why`;
  const reply = await askServer(server, { method: "GET", path }, WhyView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { alert, sentences } = reply.value;
  if (options.json) {
    terminal.print(asJson(reply.value));
    return EXIT.done;
  }
  const { alertname } = alert.labels;
  const name = alertname ?? "An alert without a name";
  terminal.print(
    terminal.colors.bold(visible(`${name} at ${alert.source}, since ${alert.opened}`)),
  );
  for (const sentence of sentences) terminal.print(visible(`  ${sentence}`));
  return EXIT.done;
}
