// Prints how fast an exported record is verified: from lines in memory, as one process does it. The
// goal is 200,000 entries a second. Time on the processor stands beside it, as other work may go on.

import { newAuditKey, readSigner } from "../../src/audit/audit-key.ts";
import { type ChainedEntry, chainHash, GENESIS } from "../../src/audit/chain.ts";
import { writeCheckpoint } from "../../src/audit/checkpoint.ts";
import { verifyExport } from "../../src/audit/verify-export.ts";
import { EVERYTHING } from "../../src/audit/verify-record.ts";

const CHAINS = 25_000;
const LENGTH = 8;
const ROUNDS = 7;
const BODY = JSON.stringify({
  event: { is: "performed", step: "look", item: 0, attempt: 1, output: { body: "x".repeat(400) } },
  notes: ["Looked at the queue of orders: 1842 jobs wait."],
});

const signer = readSigner(newAuditKey());
if (signer === undefined) throw new Error("a key was made");

const entries = Array.from({ length: CHAINS }, (_, chain) => chainOf(`run:${chain}`)).flat();
const heads = entries.filter(({ seq }) => seq === LENGTH);
const checkpoint = writeCheckpoint({ last: undefined, heads, upto: 2, at: 0 }, signer);
const lines = [
  { is: "export", format: 1, of: EVERYTHING, at: 0 },
  { is: "checkpoint", ...checkpoint },
  ...entries.map((entry) => ({ is: "entry", ...entry, tx: 1 })),
  { is: "end", entries: entries.length },
].map((line) => JSON.stringify(line));

const wall: number[] = [];
const cpu: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const before = process.cpuUsage();
  const start = performance.now();
  const verified = await verifyExport(batches(), { keys: [signer.key], anchored: [] });
  wall.push(entries.length / ((performance.now() - start) / 1_000));
  const { user, system } = process.cpuUsage(before);
  cpu.push(entries.length / ((user + system) / 1_000_000));
  if (verified.is !== "verified" || verified.verdict.found > 0) throw new Error("it is whole");
}
console.log(`${entries.length} entries of ${lines.at(-2)?.length} bytes, ${ROUNDS} rounds`);
report("entries per second", wall);
report("entries per second of processor time, all threads", cpu);

function chainOf(subject: string): readonly ChainedEntry[] {
  const chain: ChainedEntry[] = [];
  let prev = GENESIS;
  for (let seq = 1; seq <= LENGTH; seq += 1) {
    const entry = { subject, seq, at: seq, kind: "performed", actor: "pitcrew", surface: "engine" };
    const hash = chainHash(prev, { ...entry, body: BODY });
    chain.push({ ...entry, body: BODY, prev, hash });
    prev = hash;
  }
  return chain;
}

async function* batches(): AsyncGenerator<readonly string[]> {
  const AT_ONCE = 1_000;
  for (let from = 0; from < lines.length; from += AT_ONCE) yield lines.slice(from, from + AT_ONCE);
}

function report(what: string, rates: readonly number[]): void {
  const [lowest = 0, ...others] = rates.map(Math.round).toSorted((a, b) => a - b);
  const median = [lowest, ...others][Math.floor(rates.length / 2)];
  console.log(`${what}: ${median} [${lowest}-${others.at(-1)}]`);
}
