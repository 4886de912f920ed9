import { randomUUID } from "node:crypto";
import { visible } from "../document/visible.ts";
import { RunView } from "../intake/api/views/run-view.ts";
import { SchedulesView, type ScheduleView } from "../intake/api/views/schedule-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type Server, type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface ScheduleOptions extends ServerOptions {
  readonly json?: true;
}

export async function schedule(
  [does = "", name]: readonly string[],
  options: ScheduleOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  if (does === "list" && name === undefined) return list(server, options, terminal, summary);
  if (does === "next" && name === undefined) return list(server, options, terminal, nextTimes);
  if (does === "run" && name !== undefined) return run(name, server, options, terminal);
  terminal.complain(
    `'${[does, name].join(" ").trim()}' is nothing that can be done with schedules`,
    "pitcrew schedule list, pitcrew schedule next, or pitcrew schedule run <name>",
  );
  return EXIT.usage;
}

async function list(
  server: Server,
  { json }: ScheduleOptions,
  terminal: Terminal,
  lines: (schedule: ScheduleView) => readonly string[],
): Promise<ExitCode> {
  const reply = await askServer(server, { method: "GET", path: "/v1/schedules" }, SchedulesView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { schedules } = reply.value;
  if (json) terminal.print(asJson(reply.value));
  else for (const line of schedules.flatMap(lines)) terminal.print(visible(line));
  if (schedules.length === 0) terminal.note("pitcrew.yaml has no schedules.");
  return EXIT.done;
}

function summary({
  name,
  cron,
  timeZone,
  playbook,
  last,
  missedThisWeek,
}: ScheduleView): readonly string[] {
  const missed = missedThisWeek === 0 ? "" : `  missed ${missedThisWeek} times this week`;
  return [`${name}  ${cron} ${timeZone}  ${playbook}  ${lastWords(last)}${missed}`];
}

function lastWords(last: ScheduleView["last"]): string {
  switch (last?.result) {
    case undefined:
      return "never due yet";
    case "claimed":
      return `starting since ${last?.at}`;
    case "started":
      return `started ${last?.run} at ${last?.at}`;
    case "refused":
      return `refused at ${last?.at}: ${last?.because}`;
    case "goes_on":
      return `left out at ${last?.at}, its run before still went on`;
    case "missed":
      return `missed at ${last?.at}`;
  }
}

function nextTimes({ name, next }: ScheduleView): readonly string[] {
  return next.map((at) => `${at}  ${name}`);
}

async function run(
  name: string,
  server: Server,
  { json }: ScheduleOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const body = { schedule: name, id: randomUUID() };
  const request = { method: "POST", path: "/v1/schedules/run", body } as const;
  const reply = await askServer(server, request, RunView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (json) terminal.print(asJson(reply.value));
  else terminal.print(`Started run ${reply.value.id}. Follow: pitcrew watch ${reply.value.id}`);
  return EXIT.done;
}
