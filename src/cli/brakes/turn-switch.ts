import { TurnedView } from "../../intake/api/views/brake-views.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";

export interface SwitchOptions extends ServerOptions {
  readonly reason?: string;
  readonly for?: string;
  readonly json?: true;
}

interface FreezeOptions extends SwitchOptions {
  readonly stop?: true;
  readonly undo?: true;
}

export async function freeze(
  args: readonly string[],
  options: FreezeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { stop, undo } = options;
  const running = undo ? "undo" : stop ? "stop" : "hold";
  return turn("freeze", { ...bodyOf(args, options), running }, options, terminal);
}

export async function thaw(
  args: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return turn("thaw", bodyOf(args, {}), options, terminal);
}

export async function pause(
  args: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return turn("pause", bodyOf(args, options), options, terminal);
}

export async function resume(
  args: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return turn("resume", bodyOf(args, {}), options, terminal);
}

function bodyOf([scope = "all"]: readonly string[], { reason, for: time }: SwitchOptions): object {
  return {
    scope,
    ...(reason !== undefined && { reason }),
    ...(time !== undefined && { for: time }),
  };
}

type Turn = "freeze" | "thaw" | "pause" | "resume";

async function turn(
  what: Turn,
  body: object,
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/switches/${what}`;
  const reply = await askServer(server, { method: "POST", path, body }, TurnedView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  terminal.note(says(what, reply.value));
  return EXIT.done;
}

function says(what: Turn, { switch: on, stopped }: TurnedView): string {
  const until = on === null || on.until === null ? "" : ` until ${on.until}`;
  switch (what) {
    case "freeze":
      return `Frozen: ${on?.scope}${until}. ${stopped} runs were told to stop. End it: pitcrew thaw ${on?.scope}`;
    case "pause":
      return `Paused: ${on?.scope}${until}. Nothing starts by itself. End it: pitcrew resume ${on?.scope}`;
    case "thaw":
      return "Thawed. What was held back goes on within seconds.";
    case "resume":
      return "Resumed. Alerts that were held back are matched again.";
  }
}
