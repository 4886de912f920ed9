import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkFiles } from "../../src/check/check-files.ts";
import { kinds } from "../fixtures/kinds.ts";

const PLAYBOOKS = 100;
const ROUNDS = 5;

/** Checks a folder of a hundred playbooks again and again, as `pitcrew check` does once it has started. */
const folder = await mkdtemp(join(tmpdir(), "pitcrew-bench-"));
await fill(folder);
const world = { kinds, directory: undefined, connections: undefined };
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const started = performance.now();
  const { files, findings } = await checkFiles([folder], world);
  times.push(performance.now() - started);
  if (files !== PLAYBOOKS || findings.some(({ level }) => level === "error")) {
    throw new Error(`expected ${PLAYBOOKS} sound playbooks, got ${files}: ${findings[0]?.message}`);
  }
}
await rm(folder, { recursive: true });

const [first = 0] = times;
const median = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
console.log(`check.hundred_playbooks.first ${first.toFixed(0)} ms`);
console.log(`check.hundred_playbooks.median ${median.toFixed(0)} ms (N=${ROUNDS})`);

async function fill(target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await cp("test/fixtures/playbooks/queue-backlog.yaml", join(target, "queue-backlog.yaml"));
  const text = await readFile("test/fixtures/playbooks/queue-backlog.yaml", "utf8");
  for (let number = 1; number < PLAYBOOKS; number += 1) {
    const copy = text
      .replace("name: queue-backlog", `name: copy-${number}`)
      .replace("alert: QueueBacklogHigh", `alert: QueueBacklogHigh${number}`);
    await writeFile(join(target, `copy-${number}.yaml`), copy);
  }
}
