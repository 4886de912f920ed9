import { visible } from "../../document/visible.ts";
import type { Report } from "../../drills/scenario/report.ts";
import { PlaybookAutonomyView } from "../../intake/api/views/autonomy-view.ts";
import { askServer } from "../server/ask-server.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";

/** Lets the server whose playbooks were rehearsed know how that went, where there is one. */
export async function tellServer(
  { drill, control, passed, rehearsed }: Report,
  options: ServerOptions,
  { note }: Terminal,
): Promise<void> {
  // A control proves the drill, and nothing about the playbook.
  if (control || rehearsed === null) return;
  const { playbook, version, hash } = rehearsed;
  const body = { playbook, hash, drill, passed };
  const request = { method: "POST", path: "/v1/playbooks/drilled", body } as const;
  const reply = await askServer(serverOf(options), request, PlaybookAutonomyView);
  switch (reply.is) {
    case "answered":
      return note(`The server has it on record for ${playbook} ${version}.`);
    case "refused":
      return note(visible(`The server has not put it on record: ${reply.problem.message}.`));
    case "unreached":
      return;
  }
}
