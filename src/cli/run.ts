import { randomUUID } from "node:crypto";
import { RunView } from "../intake/api/views/run-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { DisplayOptions } from "./follow/display.ts";
import { followRun } from "./follow/follow-run.ts";
import { readGivenParams } from "./read-given-params.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";

export async function run(
  [playbook = "", ...given]: readonly string[],
  options: ServerOptions & DisplayOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const params = readGivenParams(given, terminal);
  if (params === undefined) return EXIT.usage;
  const server = serverOf(options);
  const body = { id: randomUUID(), playbook, params };
  const request = { method: "POST", path: "/v1/runs", body } as const;
  const reply = await askServer(server, request, RunView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  return followRun(reply.value.id, server, options, terminal);
}
