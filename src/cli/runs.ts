import { visible } from "../document/visible.ts";
import { type RunSummaryView, RunsView } from "../intake/api/views/run-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface RunsOptions extends ServerOptions {
  readonly playbook?: string;
  readonly outcome?: string;
  readonly live?: true;
  readonly limit?: string;
  readonly json?: true;
}

export async function runs(
  _args: readonly string[],
  options: RunsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const request = { method: "GET", path: `/v1/runs?${queryOf(options).toString()}` } as const;
  const reply = await askServer(server, request, RunsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { runs: found } = reply.value;
  if (options.json) terminal.print(asJson(reply.value));
  else for (const one of found) terminal.print(visible(line(one)));
  if (found.length === 0) terminal.note("There is no such run.");
  return EXIT.done;
}

function queryOf({ playbook, outcome, live, limit }: RunsOptions): URLSearchParams {
  return new URLSearchParams({
    ...(playbook !== undefined && { playbook }),
    ...(outcome !== undefined && { outcome }),
    ...(live && { ended: "false" }),
    ...(limit !== undefined && { limit }),
  });
}

const OUTCOME_WIDTH = "nothing_to_do".length;

function line(run: RunSummaryView): string {
  const { id, playbook, version, outcome, undo, started, standstill } = run;
  const ended = (outcome ?? "running").padEnd(OUTCOME_WIDTH);
  const since = [undo, standstill && `stands still: ${standstill}`]
    .filter((known) => known !== null)
    .map((known) => `  ${known}`)
    .join("");
  return `${id}  ${ended}  ${started}  ${playbook} ${version}${since}`;
}
