import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { beginRun } from "../../src/engine/begin-run.ts";
import { createWorker } from "../../src/engine/worker/worker.ts";
import { openRunStore } from "../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import { Playbook } from "../../src/playbook/format/playbook.ts";
import { compileProgram, type Program } from "../../src/playbook/program.ts";
import type { RunStore } from "../../src/ports/run-store.ts";
import { freshDatabase } from "../postgres/server.ts";
import type { History } from "./history/history.ts";
import { violationsOf } from "./history/invariants.ts";
import { readRun } from "./history/read-run.ts";
import { countsOf, whyTrivial } from "./history/trivial-pass.ts";
import { oracleKinds } from "./oracle/oracle-kinds.ts";
import { readLog } from "./oracle/read-log.ts";
import { startOracle } from "./oracle/start-oracle.ts";
import { startFaultProxy } from "./proxy/fault-proxy.ts";
import { loseCommitAnswer } from "./proxy/postgres.ts";
import { openLedger } from "./world/ledger.ts";
import { NOBODY } from "../engine/worker/nobody.ts";

// Whoever asks first starts the server, which takes longer than a test may.
const address = await freshDatabase(afterAll);

test("a run that loses the answers to an effect and to a commit keeps every promise", async () => {
  const log = join(await freshFolder(), "effects.jsonl");
  const oracle = await startOracle(log);
  onTestFinished(oracle.kill);
  const server = { path: join(address.host, ".s.PGSQL.5432") };
  const proxy = await startFaultProxy({ server, clock: systemClock });
  onTestFinished(proxy.close);
  const through = { ...address, host: "127.0.0.1", port: proxy.port };
  const { store, close } = openRunStore(through, { connections: 3, onBroken: () => undefined });
  onTestFinished(close);
  const program = compile(oracle.url);
  await oracle.setScript("cart", { next: [{ is: "apply_and_cut" }] });
  // The page, the scaling and its repeat come before it.
  const { on, does } = loseCommitAnswer("commit");
  const lost = proxy.plan({ on: { ...on, nth: 4 }, does });

  const id = await runToItsEnd(store, program);
  const ledger = openLedger(address);
  onTestFinished(ledger.close);

  const history: History = {
    accepted: [{ occurrence: "command-1", decisions: [{ is: "run", run: id }] }],
    runs: [await ledger.reading((database) => readRun(store, database, { id, program }))],
    arrivals: (await readLog(log)).arrivals,
    faults: [await lost.fired],
    faultsEnded: await store.now(),
    tenures: [],
    told: [],
    exits: [],
  };
  expect(history.arrivals.map(({ step, was }) => `${step} ${was}`)).toEqual([
    "page applied",
    "scale applied",
    "scale repeated",
    "restart applied",
  ]);
  expect(violationsOf(history)).toEqual([]);
  expect([...whyTrivial(countsOf(history))]).toEqual([]);
});

function compile(oracle: string): Program {
  const unverified = { verify: "none", because: "the oracle is asked at the end" };
  const playbook = Playbook.parse({
    format: 1,
    name: "whole-run",
    version: "1.0.0",
    owner: "team-test",
    severity: "high",
    summary: "One effect of each class, and one more.",
    safety: { mode: "auto", deadline: "1h", max_targets: 100 },
    steps: [
      { id: "page", kind: "oracle.once", with: { target: "pager" }, ...unverified },
      { id: "scale", kind: "oracle.keyed", with: { target: "cart", to: 5 }, ...unverified },
      { id: "restart", kind: "oracle.keyed", with: { target: "shop" }, ...unverified },
    ],
  });
  const compiled = compileProgram(playbook, oracleKinds(oracle), () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 2));
  return compiled.program;
}

async function runToItsEnd(store: RunStore, program: Program): Promise<string> {
  const dispatcher = { wake: () => undefined };
  const pinned = { playbook: "whole-run", version: "1.0.0", hash: "sha256:1" };
  const run = randomUUID();
  const request = { run, pinned, program, params: {}, mode: "auto", priority: 0 } as const;
  const asked = { ...request, actor: "ann", surface: "test", inside: null };
  await beginRun(asked, { store, dispatcher });

  const unwanted = () => Promise.reject(new Error("nothing of the kind is wanted here"));
  const settings = { name: "worker-1", leaseMs: 10_000, renewMs: 3_000 };
  const worker = createWorker(settings, {
    store,
    dispatcher,
    clock: systemClock,
    needs: { ...NOBODY, http: () => ({ honoursKey: false, call: unwanted }) },
    startChild: unwanted,
    access: () => ({ is: "solo" }),
    programOf: async () => program,
    chance: () => 0,
    onTrouble: () => undefined,
    atBoundary: async () => undefined,
  });
  while ((await store.get(run))?.outcome === null) await worker.onWake(run, 0);
  return run;
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-chaos-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
