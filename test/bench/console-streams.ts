// Prints what open pages cost: the share of a core that a process needs which only serves the console,
// with 500 pages open, while nothing changes and while 10 runs change in each second. Another process
// carries the runs out. The goal is a tenth of a core.

import { randomBytes, randomUUID } from "node:crypto";
import { get as httpGet, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { digestOf } from "../../src/access/key-text.ts";
import { askServer } from "../../src/cli/server/ask-server.ts";
import { serverOf } from "../../src/cli/server/server.ts";
import { RunView } from "../../src/intake/api/views/run-view.ts";
import { openSessions } from "../../src/integrations/postgres/access/open-sessions.ts";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";
import { inParallel, quantile } from "./service/figures.ts";
import { openProject } from "./service/open-project.ts";
import { openReplica } from "./service/open-replica.ts";
import { ASKING_OFTEN } from "./service/playbooks.ts";
import { useOf } from "./service/process-use.ts";

const PEOPLE = 50;
const RUNS = 100;
const OVERVIEWS = 50;
const STREAMS = 500;
const PER_SECOND = 10;
const LASTS_MS = 30_000;
const CALM_MS = 10_000;

const people = Array.from({ length: PEOPLE }, (_none, nth) => `p${nth}`);
const project = await openProject({
  "playbooks/asking-often.yaml": ASKING_OFTEN,
  "directory.yaml": JSON.stringify({
    format: 1,
    people: Object.fromEntries(
      people.map((name) => [name, { name, email: `${name}@example.com` }]),
    ),
    teams: {
      "team-shop": { members: Object.fromEntries(people.map((name) => [name, ["responder"]])) },
    },
  }),
});
const started = await startEmbedded({ dataDir: project.dataDir, log: () => undefined });
if (!started.ok) throw new Error(started.failure.message);
const { connection, stop } = started.server;
const { host, user, database } = connection;
const databaseUrl = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
const web = await openReplica(project.cwd, { name: "web", databaseUrl, role: "web" });
const worker = await openReplica(project.cwd, { name: "worker", databaseUrl, role: "worker" });
const desk = serverOf({ dataDir: `${project.cwd}/.pitcrew-worker` });

const runs: string[] = [];
await inParallel(RUNS, 10, async (nth) => {
  runs.push(
    (
      await tell("/v1/runs", {
        id: randomUUID(),
        playbook: "asking-often",
        params: { shop: `shop-${nth}` },
      })
    ).id,
  );
});
const { sessions, close } = openSessions(connection, console.error);
const cookies: string[] = [];
for (const person of people) cookies.push(await signIn(person));

await pause(CALM_MS);
console.log(`no page open: ${await shareWhile(LASTS_MS)} of a core`);
const heard = { overview: 0, run: 0 };
const streams: IncomingMessage[] = [];
await inParallel(STREAMS, 20, async (nth) => streams.push(await openStream(nth)));
await pause(CALM_MS);
console.log(`${STREAMS} pages open, nothing changes: ${await shareWhile(LASTS_MS)} of a core`);
const changing = new AbortController();
const late: number[] = [];
const changes = change(changing.signal);
await pause(CALM_MS);
heard.overview = 0;
heard.run = 0;
const share = await shareWhile(LASTS_MS);
changing.abort();
const changed = await changes;
console.log(`${STREAMS} pages open, ${PER_SECOND} runs change per second: ${share} of a core`);
console.log(`  drawn anew: ${heard.run} pages of runs, ${heard.overview} overviews`);
console.log(`  ${changed} changes in all`);
console.log(`  answers took p99 ${quantile(late, 0.99).toFixed(0)} ms`);

for (const stream of streams) stream.destroy();
await close();
await Promise.all([web.stop(), worker.stop()]);
await stop();
await project.remove();

async function signIn(person: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const session = { digest: digestOf(token), person, way: "openid", livesMs: 3_600_000 } as const;
  await sessions.begin(session, { actor: person, surface: "console" });
  return `pitcrew_session=${token}`;
}

/** Everybody has the overview open, and the pages of some runs. */
function openStream(nth: number): Promise<IncomingMessage> {
  const path = nth < OVERVIEWS ? "/live" : `/runs/${runs[nth % RUNS]}/live`;
  const cookie = cookies[nth % PEOPLE] ?? "";
  return new Promise((resolve, reject) => {
    const request = httpGet(
      `${web.url}${path}`,
      { headers: { cookie }, agent: false },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
        answer.setEncoding("utf8");
        answer.on("data", (text: string) => {
          if (text.includes("event: page")) heard[nth < OVERVIEWS ? "overview" : "run"] += 1;
        });
        answer.on("error", () => undefined);
        resolve(answer);
      },
    );
    request.on("error", reject);
  });
}

async function shareWhile(ms: number): Promise<string> {
  const before = await useOf(web.pid);
  const began = performance.now();
  await pause(ms);
  const { cpuMs } = await useOf(web.pid);
  return `${((100 * (cpuMs - before.cpuMs)) / (performance.now() - began)).toFixed(1)} %`;
}

/** Answers one question after the other, each of another run. */
async function change(signal: AbortSignal): Promise<number> {
  let count = 0;
  const answering: Promise<unknown>[] = [];
  while (!signal.aborted) {
    const run = runs[count % RUNS];
    const began = performance.now();
    const about = { step: `well_${Math.floor(count / RUNS)}`, answer: "yes" };
    answering.push(
      tell(`/v1/runs/${run}/answer`, about).then(() => late.push(performance.now() - began)),
    );
    count += 1;
    await pause(1_000 / PER_SECOND);
  }
  await Promise.all(answering);
  return count;
}

async function tell(path: string, body: object): Promise<RunView> {
  const reply = await askServer(desk, { method: "POST", path, body }, RunView);
  if (reply.is !== "answered") throw new Error(`${path}: ${JSON.stringify(reply)}`);
  return reply.value;
}
