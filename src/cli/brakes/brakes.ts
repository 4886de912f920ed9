import { visible } from "../../document/visible.ts";
import {
  HoldsView,
  type HoldView,
  SwitchesView,
  type SwitchView,
} from "../../intake/api/views/brake-views.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { serverOf } from "../server/server.ts";
import { asJson, type Terminal } from "../terminal.ts";
import type { SwitchOptions } from "./turn-switch.ts";

/** What is frozen, paused, drained and held, by whom and why. */
export async function brakes(
  _args: readonly string[],
  options: SwitchOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const on = await askServer(server, { method: "GET", path: "/v1/switches" }, SwitchesView);
  if (on.is !== "answered") return explainReply(on, server, terminal);
  const held = await askServer(server, { method: "GET", path: "/v1/holds" }, HoldsView);
  if (held.is !== "answered") return explainReply(held, server, terminal);
  const { switches } = on.value;
  const { holds } = held.value;
  if (options.json) terminal.print(asJson({ ...on.value, ...held.value }));
  else
    for (const text of [...switches.map(switchLine), ...holds.map(holdLine)])
      terminal.print(visible(text));
  if (switches.length + holds.length === 0)
    terminal.note("No switch is on, and nobody holds a target.");
  return EXIT.done;
}

function switchLine({ kind, scope, by, reason, since, until }: SwitchView): string {
  return `${kind}  ${scope}  by ${by} since ${since}${until === null ? "" : ` until ${until}`}: ${reason}`;
}

function holdLine({ target, by, reason, until }: HoldView): string {
  return `hold  ${target}  by ${by} until ${until}: ${reason}`;
}
