import type { Order } from "../intake/api/needs.ts";
import { RunView } from "../intake/api/views/run-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

export interface TellOptions extends ServerOptions {
  readonly json?: true;
}

interface Told {
  readonly run: string;
  readonly order: Order["is"];
  readonly body: object;
  /** What to say once the server has taken it. */
  readonly says: string;
}

/** Passes on what somebody wants of a run; it hears that a moment later. */
export async function tellRun(
  { run, order, body, says }: Told,
  options: TellOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/runs/${encodeURIComponent(run)}/${order}`;
  const reply = await askServer(server, { method: "POST", path, body }, RunView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  terminal.note(`${says} Follow: pitcrew watch ${reply.value.id}`);
  return EXIT.done;
}
