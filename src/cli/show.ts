import { ChartsView } from "../intake/api/views/charts-view.ts";
import { RunView } from "../intake/api/views/run-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { paintWith } from "./follow/paint-with.ts";
import { renderCharts } from "./follow/render-charts.ts";
import { renderRun } from "./follow/render-run.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface ShowOptions extends ServerOptions {
  readonly json?: true;
}

export async function show(
  [run = ""]: readonly string[],
  options: ShowOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/runs/${encodeURIComponent(run)}`;
  const reply = await askServer(server, { method: "GET", path }, RunView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) {
    terminal.print(asJson(reply.value));
    return EXIT.done;
  }
  const read = await askServer(server, { method: "GET", path: `${path}/charts` }, ChartsView);
  if (read.is !== "answered") return explainReply(read, server, terminal);
  const shown = [...lines(reply.value, terminal), ...renderCharts(read.value)];
  for (const line of shown) terminal.print(line);
  return EXIT.done;
}

function lines(run: RunView, { colors }: Terminal): readonly string[] {
  return renderRun(run, Date.now(), paintWith(colors));
}
