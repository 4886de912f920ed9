import process from "node:process";
import { listPlaybooks, listTests } from "../check/list-playbooks.ts";
import { PlaybooksView } from "../intake/api/views/playbook-view.ts";
import { RunsView } from "../intake/api/views/run-view.ts";
import { CODES } from "../model/codes.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { serverOf } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";

/** Together with the start of the program, what a person at the keyboard does not notice: 200 ms. */
const LIMIT_MS = 150;

/** Words that a shell may offer without a thought about quoting. */
const HARMLESS = /^[A-Za-z0-9_./-]+$/;

/** Answers a shell that waits with a cursor: soon, or not at all, and never with an error. */
export async function complete(
  [what]: readonly string[],
  _options: object,
  terminal: Terminal,
): Promise<ExitCode> {
  const giveUp = setTimeout(() => process.exit(EXIT.done), LIMIT_MS);
  const words = await wordsFor(what).catch(() => []);
  clearTimeout(giveUp);
  for (const word of words) if (HARMLESS.test(word)) terminal.print(word);
  return EXIT.done;
}

async function wordsFor(what: string | undefined): Promise<readonly string[]> {
  if (what === "codes") return Object.keys(CODES);
  if (what === "playbooks") return (await listPlaybooks([PLAYBOOKS])).files;
  if (what === "tests") return (await listTests([PLAYBOOKS])).files;
  if (what === "names") return namesOnServer();
  if (what === "runs") return runsOnServer();
  return [];
}

async function namesOnServer(): Promise<readonly string[]> {
  const request = { method: "GET", path: "/v1/playbooks" } as const;
  const reply = await askServer(serverOf({}), request, PlaybooksView);
  return reply.is === "answered" ? reply.value.playbooks.map(({ name }) => name) : [];
}

async function runsOnServer(): Promise<readonly string[]> {
  const request = { method: "GET", path: "/v1/runs?limit=20" } as const;
  const reply = await askServer(serverOf({}), request, RunsView);
  return reply.is === "answered" ? reply.value.runs.map(({ id }) => id) : [];
}
