// Prints what becomes of 10,000 different alerts within a minute, posted one by one to two replicas
// that share a database: whether an answer was lost, how long answers took, when all were decided
// about, and how much memory each replica needed. Before it, how long answers take at 300 a second.

import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { startEmbedded } from "../../src/integrations/postgres/embedded/start.ts";
import { quantile } from "./service/figures.ts";
import { openProject } from "./service/open-project.ts";
import { openReplica } from "./service/open-replica.ts";
import { postSteadily } from "./service/post-steadily.ts";
import { useOf } from "./service/process-use.ts";

/** After that, what the start left behind has been tidied away. */
const CALM_MS = 15_000;
const LOOK_MS = 200;

const project = await openProject({ "playbooks/takes.yaml": takesBacklogs() });
const started = await startEmbedded({ dataDir: project.dataDir, log: () => undefined });
if (!started.ok) throw new Error(started.failure.message);
const { connection, stop } = started.server;
const { host, user, database } = connection;
const databaseUrl = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
const replicas = [
  await openReplica(project.cwd, { name: "one", databaseUrl }),
  await openReplica(project.cwd, { name: "two", databaseUrl }),
];
const urls = replicas.map(({ url }) => url);
const client = new Client({ ...connection });
await client.connect();
await pause(CALM_MS);

await measure("300 a second, for 20 s", urls.slice(0, 1), { perSecond: 300, seconds: 20 });
await measure("10,000 in 60 s", urls, { perSecond: 167, seconds: 60 });

await Promise.all(replicas.map((replica) => replica.stop()));
await client.end();
await stop();
await project.remove();

async function measure(
  name: string,
  to: readonly string[],
  pace: Parameters<typeof postSteadily>[1],
): Promise<void> {
  const most = replicas.map(() => 0);
  const watch = setInterval(() => {
    for (const [nth, { pid }] of replicas.entries()) {
      void useOf(pid).then(({ rssMb }) => (most[nth] = Math.max(most[nth] ?? 0, rssMb)));
    }
  }, LOOK_MS);
  const began = performance.now();
  const { times, answers, acked } = await postSteadily(to, pace);
  const posted = performance.now() - began;
  while ((await undecided()) > 0) await pause(LOOK_MS);
  const decided = performance.now() - began;
  clearInterval(watch);
  const [p50, p99, longest] = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(0));
  console.log(`${name}: answers ${JSON.stringify(answers)}, ${await lostOf(acked)} lost`);
  console.log(`  answered after ${p50} ms, p99 ${p99} ms, longest ${longest} ms`);
  console.log(`  decided ${((decided - posted) / 1_000).toFixed(1)} s after the last answer`);
  console.log(`  memory ${most.map((mb) => `${mb.toFixed(0)} MB`).join(" and ")}`);
}

async function undecided(): Promise<number> {
  const { rows } = await client.query("select count(*) from occurrences where result is null");
  return Number(rows[0]?.count);
}

async function lostOf(acked: ReadonlySet<string>): Promise<number> {
  const { rows } = await client.query("select fingerprint from occurrences");
  const kept = new Set(rows.map(({ fingerprint }) => String(fingerprint)));
  return [...acked].filter((fingerprint) => !kept.has(fingerprint)).length;
}

function takesBacklogs(): string {
  return JSON.stringify({
    format: 1,
    name: "takes",
    version: "1.0.0",
    owner: "team-shop",
    severity: "low",
    summary: "A playbook to measure with",
    match: { alert: "QueueBacklog" },
    params: { queue: { type: "name", from: "alert.labels.queue" } },
    steps: [{ id: "done", kind: "stop", with: { outcome: "nothing_to_do", reason: "looked" } }],
  });
}
