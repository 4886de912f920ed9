import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { onTestFinished } from "vitest";
import { askServer } from "../../src/cli/server/ask-server.ts";
import { serverOf } from "../../src/cli/server/server.ts";
import { RunView } from "../../src/intake/api/views/run-view.ts";
import type { Connection } from "../postgres/administer.ts";
import { freshDatabase } from "../postgres/server.ts";
import { START } from "./pitcrew.ts";
import { project } from "./project.ts";

type Files = Readonly<Record<string, string>>;
type Env = Readonly<Record<string, string>>;

/** A project whose server runs as a process of its own, on a database of the test run. */
export async function servedProject(files: Files, env?: Env, words: readonly string[] = []) {
  const place = await project(files);
  return serveIn(place, env ?? { DATABASE_URL: urlOf(await freshDatabase()) }, words);
}

/** The same on the database that the server brings along. */
export async function embeddedProject(files: Files, words: readonly string[] = []) {
  return serveIn(await project(files), { DATABASE_URL: "" }, words);
}

export function urlOf({ host, user, database }: Connection): string {
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}

function serveIn({ cwd }: { readonly cwd: string }, env: Env, words: readonly string[] = []) {
  let server = launch(cwd, env, words);
  onTestFinished(async () => {
    server.process.kill("SIGKILL");
    await server.process;
  });
  return {
    /** Where commands find it. */
    at: { cwd, env },
    path: (name: string) => join(cwd, name),
    /** All lines up to the one that holds these words. */
    linesUntil: (words: string) => server.linesUntil(words),
    stderr: () => server.stderr(),
    /** Comes back when it has remarked upon this. */
    remarked: (words: string) => server.remarked(words),
    signal: (name: NodeJS.Signals) => server.process.kill(name),
    stop: async (signal: NodeJS.Signals) => {
      server.process.kill(signal);
      return (await server.process).exitCode;
    },
    launchAgain: () => {
      server = launch(cwd, env, words);
    },
    /** Starts a run and does not wait for it. */
    start: (playbook: string, params: Readonly<Record<string, string>>) =>
      start(join(cwd, ".pitcrew"), playbook, params),
  };
}

function launch(cwd: string, env: Env, words: readonly string[]) {
  const server = execa(process.execPath, [START, "serve", ...words], { cwd, env, reject: false });
  const lines = server[Symbol.asyncIterator]();
  let errors = "";
  server.stderr.on("data", (part: Buffer) => {
    errors += part.toString();
  });

  async function linesUntil(words: string): Promise<readonly string[]> {
    const seen: string[] = [];
    while (!seen.at(-1)?.includes(words)) {
      const { done, value } = await lines.next();
      if (done === true) throw new Error(`The server has ended: ${errors}`);
      seen.push(String(value));
    }
    return seen;
  }

  async function remarked(words: string): Promise<void> {
    while (!errors.includes(words)) await once(server.stderr, "data");
  }

  return { process: server, linesUntil, remarked, stderr: () => errors };
}

async function start(dataDir: string, playbook: string, params: object): Promise<string> {
  const body = { id: randomUUID(), playbook, params };
  const request = { method: "POST", path: "/v1/runs", body } as const;
  const reply = await askServer(serverOf({ dataDir }), request, RunView);
  if (reply.is !== "answered") throw new Error(JSON.stringify(reply));
  return reply.value.id;
}

/** A playbook that asks before it ends, so that a test decides when it goes on. */
export const ASKING = `format: 1
name: asking
version: 1.0.0
owner: team-shop
severity: low
summary: Asks whether all is well
params: { shop: { type: name }, carts: { type: int, default: 3 } }
steps:
  - id: well
    kind: ask
    with: { question: "Is \${{ params.shop }} well?", of: [team-shop], choices: ["well", "ill"] }
  - id: fine
    kind: stop
    when: steps.well.outputs.answer == "well"
    with: { outcome: nothing_to_do, reason: "\${{ params.shop }} is well" }
  - id: hand_over
    kind: escalate
    with: { to: team-shop, reason: "\${{ params.shop }} is ill" }
`;

/** A playbook that would change something. */
export const CHANGING = `format: 1
name: changing
version: 1.0.0
owner: team-shop
severity: low
summary: Changes something
safety: { mode: auto, lock: shop, cooldown: 15m, max_runs: 3 per 24h }
steps:
  - id: change
    kind: http.call
    with: { connection: shop, method: POST, path: /restart }
    verify: none
    because: it is a test
    timeout: 30s
    undo: none
`;
