import { HoldView, ReleasedView } from "../../intake/api/views/brake-views.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import type { SwitchOptions } from "./turn-switch.ts";

export async function hold(
  [target = ""]: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const { reason, for: time } = options;
  const body = { target, reason, ...(time !== undefined && { for: time }) };
  const reply = await askServer(server, { method: "POST", path: "/v1/holds", body }, HoldView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  terminal.note(`You hold it until ${reply.value.until}. Give it back: pitcrew release ${target}`);
  return EXIT.done;
}

export async function release(
  [target = ""]: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = "/v1/holds/release";
  const reply = await askServer(server, { method: "POST", path, body: { target } }, ReleasedView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  terminal.note(`Nobody holds ${target} any more.`);
  return EXIT.done;
}
