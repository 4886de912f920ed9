import { visible } from "../document/visible.ts";
import { SweptView, UpkeepView } from "../intake/api/views/upkeep-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type Server, type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface UpkeepOptions extends ServerOptions {
  readonly json?: true;
}

export async function upkeep(
  [does = "show", ...rest]: readonly string[],
  options: UpkeepOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  if (does === "show" && rest.length === 0) return show(server, options, terminal);
  if (does === "run" && rest.length === 0) return run(server, options, terminal);
  terminal.complain(
    `'${[does, ...rest].join(" ")}' is nothing that can be done about what is kept`,
    "pitcrew upkeep show, or pitcrew upkeep run",
  );
  return EXIT.usage;
}

async function show(
  server: Server,
  { json }: UpkeepOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const reply = await askServer(server, { method: "GET", path: "/v1/upkeep" }, UpkeepView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { kept, archive, last } = reply.value;
  if (json) terminal.print(asJson(reply.value));
  else for (const one of kept) terminal.print(lineOf(one));
  terminal.note(
    archive === null
      ? "Runs stay, because retention.archive of pitcrew.yaml names no folder."
      : visible(`The record of runs goes to ${archive} before it is removed.`),
  );
  terminal.note(last === null ? "Nothing was removed yet." : visible(`Last done at ${last.at}.`));
  return EXIT.done;
}

const COUNTED = 10_000;

function lineOf({ what, keep, why, past }: UpkeepView["kept"][number]): string {
  const count = past > COUNTED ? `more than ${COUNTED}` : String(past);
  return `${what.padEnd(14)}  ${keep.padEnd(5)}  ${count.padStart(6)} to go  ${why}`;
}

async function run(server: Server, { json }: UpkeepOptions, terminal: Terminal): Promise<ExitCode> {
  const request = { method: "POST", path: "/v1/upkeep/sweep" } as const;
  const reply = await askServer(server, request, SweptView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const removed = Object.entries(reply.value.removed);
  if (json) terminal.print(asJson(reply.value));
  else for (const [what, count] of removed) terminal.print(`${what.padEnd(14)}  ${count} removed`);
  if (removed.length === 0) terminal.note("Nothing was past its time.");
  return EXIT.done;
}
