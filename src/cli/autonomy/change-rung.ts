import { visible } from "../../document/visible.ts";
import { AutonomyView } from "../../intake/api/views/autonomy-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import type { Server } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { describeStanding } from "./describe-standing.ts";

/** `trust`: it may act alone. `demote`: one rung of what it has earned is taken back. */
export interface RungChange {
  readonly what: "trust" | "demote";
  readonly body: {
    readonly playbook: string;
    readonly environment?: string;
    readonly reason?: string;
  };
}

export async function changeRung(
  { what, body }: RungChange,
  server: Server,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = { method: "POST", path: `/v1/playbooks/${what}`, body } as const;
  const reply = await askServer(server, request, AutonomyView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (json) terminal.print(asJson(reply.value));
  else for (const line of describeStanding(reply.value)) terminal.print(visible(line));
  return EXIT.done;
}
