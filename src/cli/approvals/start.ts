import { randomUUID } from "node:crypto";
import { RunView } from "../../intake/api/views/run-view.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { DisplayOptions } from "../follow/display.ts";
import { followRun } from "../follow/follow-run.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";

export async function start(
  [run = ""]: readonly string[],
  options: ServerOptions & DisplayOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/runs/${encodeURIComponent(run)}/start`;
  const request = { method: "POST", path, body: { id: randomUUID() } } as const;
  const reply = await askServer(server, request, RunView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  return followRun(reply.value.id, server, options, terminal);
}
