import { visible } from "../../document/visible.ts";
import { type ApprovalView, ApprovalsView } from "../../intake/api/views/approval-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { renderApproval } from "./render-approval.ts";

interface ApprovalsOptions extends ServerOptions {
  readonly json?: true;
}

export async function approvals(
  _args: readonly string[],
  options: ApprovalsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const reply = await askServer(server, { method: "GET", path: "/v1/approvals" }, ApprovalsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { approvals: waiting } = reply.value;
  if (options.json) terminal.print(asJson(reply.value));
  else print(waiting, terminal);
  if (waiting.length === 0) terminal.note("Nothing waits for an approval.");
  return EXIT.done;
}

function print(waiting: readonly ApprovalView[], { print: line, colors }: Terminal): void {
  for (const one of waiting) {
    const [head = "", ...rest] = renderApproval(one);
    line(colors.bold(visible(head)));
    for (const each of rest) line(visible(each));
  }
}
