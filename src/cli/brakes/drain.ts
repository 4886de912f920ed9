import { setTimeout as pause } from "node:timers/promises";
import { SwitchesView, TurnedView } from "../../intake/api/views/brake-views.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import type { SwitchOptions } from "./turn-switch.ts";

const LOOK_EVERY_MS = 1_000;

/** Lets nothing start any more, and waits until what is under way has ended. */
export async function drain(
  [scope = "all"]: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const { reason = "Pitcrew is drained" } = options;
  const path = "/v1/switches/drain";
  const turned = await askServer(
    server,
    { method: "POST", path, body: { scope, reason } },
    TurnedView,
  );
  if (turned.is !== "answered") return explainReply(turned, server, terminal);
  for (let last = ""; ; await pause(LOOK_EVERY_MS)) {
    const looked = await askServer(server, { method: "GET", path: "/v1/switches" }, SwitchesView);
    if (looked.is !== "answered") return explainReply(looked, server, terminal);
    const { live, counted_to } = looked.value;
    const left = `${live}${live >= counted_to ? " or more" : ""} runs have not ended.`;
    if (live > 0 && left !== last) terminal.note(left);
    last = left;
    if (live > 0) continue;
    if (options.json) terminal.print(asJson(looked.value));
    terminal.note(`Drained. Nothing starts until somebody says: pitcrew resume ${scope}`);
    return EXIT.done;
  }
}
