import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { type RunView, RunView as Schema } from "../../intake/api/views/run-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer, type Reply } from "../server/ask-server.ts";
import { explainReply, explainUnreached } from "../server/explain-reply.ts";
import { followEvents } from "../server/follow-events.ts";
import type { Server } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";
import type { Display, DisplayOptions } from "./display.ts";
import { decideHere } from "./decide-here.ts";
import { exitOf } from "./exit-of.ts";
import { openKeyboard } from "./keyboard.ts";
import { openDisplay } from "./open-display.ts";

/** Shows a run until it has ended; Ctrl-C ends the showing and not the run. */
export async function followRun(
  run: string,
  server: Server,
  options: DisplayOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once("SIGINT", interrupt);
  const { stdin } = process;
  const keyboard = stdin.isTTY ? openKeyboard(stdin, interrupt) : undefined;
  const hands = keyboard && { keyboard, decisions: decideHere(run, server) };
  const display = openDisplay(options, terminal, () => readRun(run, server), hands);
  try {
    return await follow({ run, server, display, terminal, signal: interrupted.signal });
  } finally {
    display.close();
    process.off("SIGINT", interrupt);
  }
}

interface Following {
  readonly run: string;
  readonly server: Server;
  readonly display: Display;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** A server that is started again is back after a moment; one that stays away has been stopped. */
const PATIENCE = 20;
const PAUSE_MS = 500;

async function follow(following: Following): Promise<ExitCode> {
  const { run, server, display, terminal, signal } = following;
  let seen = 0;
  for (let left = PATIENCE; left > 0; left -= 1) {
    for await (const followed of followEvents(server, run, seen, signal)) {
      if (followed.is === "refused") return explainReply(followed, server, terminal);
      if (followed.is !== "event") break;
      left = PATIENCE;
      seen = followed.event.seq;
      await display.event(followed.event);
    }
    if (signal.aborted) return stopWatching(following);
    const reply = await readRun(run, server);
    if (reply.is === "refused") return explainReply(reply, server, terminal);
    if (reply.is === "answered" && reply.value.outcome !== null && reply.value.state === "ended") {
      display.end(reply.value);
      return exitOf(reply.value.outcome);
    }
    if (left === PATIENCE) terminal.note("The server does not answer; trying again.");
    await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return stopWatching(following);
  }
  return explainUnreached(server, terminal);
}

function stopWatching({ run, display, terminal }: Following): ExitCode {
  display.close();
  terminal.note(`Still running. Follow: pitcrew watch ${run}. Stop: pitcrew stop ${run}`);
  return EXIT.interrupted;
}

function readRun(run: string, server: Server): Promise<Reply<RunView>> {
  const path = `/v1/runs/${encodeURIComponent(run)}`;
  return askServer(server, { method: "GET", path }, Schema);
}
