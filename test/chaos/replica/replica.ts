// A replica of the service, for experiments: `node replica.ts <settings>`. It has everything that
// moves runs on, takes orders from the process that started it, and dies where a trap was laid.

import process from "node:process";
import { openDispatch } from "../../../src/cli/serve/open-dispatch.ts";
import { beginRun } from "../../../src/engine/begin-run.ts";
import { startReconciler } from "../../../src/engine/dispatch/reconciler.ts";
import { childStarter } from "../../../src/engine/start-child.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import { oracleKinds } from "../oracle/oracle-kinds.ts";
import { chaosPrograms, pinnedTo } from "../playbooks.ts";
import { Numbered, type Order, type Report } from "./order.ts";
import { Settings } from "./settings.ts";
import type { Moment } from "./trap.ts";
import { layTraps } from "./traps.ts";
import { watchedStore } from "./watched-store.ts";
import { NOBODY } from "../../engine/worker/nobody.ts";

const settings = Settings.parse(JSON.parse(process.argv[2] ?? ""));
const { name, leaseMs, renewMs } = settings;
const traps = layTraps(settings.traps);
const programs = chaosPrograms(oracleKinds(settings.oracle));
const { store: bare } = openRunStore(settings.database, { connections: 8, onBroken: trouble });
const store = watchedStore(bare, { replica: name, passing, report });
const { dispatcher, wakeHere, pace } = await openDispatch({
  redisUrl: settings.redis,
  onThrown: trouble,
  note: trouble,
  warn: trouble,
});
const tools = { store, dispatcher };

const worker = createWorker(
  { name, leaseMs, renewMs },
  {
    ...tools,
    clock,
    needs: {
      ...NOBODY,
      http: () => ({ honoursKey: false, call: () => Promise.reject(new Error("no http")) }),
    },
    startChild: childStarter(async (use) => find(use.split("@")[0] ?? ""), tools),
    access: () => ({ is: "solo" }),
    programOf: async ({ playbook }) => programs.get(playbook),
    chance: Math.random,
    onTrouble: ({ what, error }) => trouble(`${what}: ${String(error)}`),
    atBoundary: passing,
  },
);
dispatcher.onWake(worker.onWake, { concurrency: 20 });
startReconciler({
  store,
  strange: async () => [],
  wake: wakeHere,
  clock,
  onFailedScan: trouble,
  pace,
  limit: 100,
});

process.on("message", (message) => {
  const { number, order } = Numbered.parse(message);
  carryOut(order).then(
    (result) => report({ is: "done", number, result }),
    (error: unknown) => report({ is: "failed", number, because: String(error) }),
  );
});
// Nobody outlives the experiment.
process.on("disconnect", () => process.exit());
await report({ is: "ready" });

async function carryOut(order: Order): Promise<string> {
  switch (order.is) {
    case "begin": {
      const found = find(order.playbook);
      if (found === undefined) throw new Error(`there is no playbook ${order.playbook}`);
      const wish = { run: order.run, params: {}, mode: "auto", priority: 0, inside: null } as const;
      const begun = await beginRun(
        { ...wish, ...found, actor: "ann", surface: "experiment" },
        tools,
      );
      return begun.is;
    }
    case "tell": {
      const sent = await store.send(order.message);
      if (sent.is === "sent") dispatcher.wake(order.message.run, sent.wakeSeq);
      return sent.is;
    }
    case "wake":
      dispatcher.wake(order.run, order.wakeSeq);
      return order.is;
    case "trap":
      traps.lay(order.trap);
      return order.is;
  }
}

function find(playbook: string) {
  const program = programs.get(playbook);
  return program && { program, pinned: pinnedTo(playbook) };
}

async function passing(moment: Moment, run: string): Promise<void> {
  const trap = traps.pass(moment, run);
  if (trap === undefined) return;
  await new Promise<void>((resolve) => clock.after(trap.lingerMs, resolve));
  await report({ is: "struck", replica: name, trap, run });
  process.kill(process.pid, trap.signal);
}

/** Resolves when whoever reads it would get it even if this process died at once. */
async function report(one: Report): Promise<void> {
  await new Promise<void>((resolve) => process.send?.(one, undefined, {}, () => resolve()));
}

function trouble(what: unknown): void {
  void report({ is: "trouble", what: String(what) });
}
