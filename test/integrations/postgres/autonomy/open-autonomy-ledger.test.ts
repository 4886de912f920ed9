import { randomUUID } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { standingOf } from "../../../../src/engine/autonomy/standing-of.ts";
import type { Ending } from "../../../../src/engine/machine/state.ts";
import { ending } from "../../../../src/engine/machine/ending.ts";
import { openAutonomyLedger } from "../../../../src/integrations/postgres/autonomy/open-autonomy-ledger.ts";
import { openPlaybookStore } from "../../../../src/integrations/postgres/playbooks/open-playbook-store.ts";
import { openRunStore } from "../../../../src/integrations/postgres/store/open-run-store.ts";
import type { ParentTask } from "../../../../src/ports/run-store.ts";
import { changeOf, newRun, stateOf } from "../../../contract/run-store/example-runs.ts";
import { administer } from "../../../postgres/administer.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";

const DRAIN = { playbook: "drain", version: "1.0.0", hash: "sha256:drain" };
const ANN = { actor: "ann", surface: "cli" };
const DEMANDS = { fixes: 3, drillLastsMs: 30 * 86_400_000 };
const RESOLVED = ending("resolved", "Verified: one");

describe("what a version has earned", () => {
  test("is what its runs have shown and people have decided, in that order", async () => {
    const { ledger, live, activate } = await openWorld();
    await activate();
    const run = await live(RESOLVED);
    await ledger.record(DRAIN, { is: "drilled", drill: "backlog", passed: true }, ANN);
    await ledger.record(
      DRAIN,
      { is: "demoted", environment: "default", reason: "too eager\u0000" },
      ANN,
    );

    expect(await ledger.factsOf("drain", "default")).toMatchObject([
      { is: "published", version: "1.0.0", isShipped: false },
      { is: "activated", version: "1.0.0" },
      { is: "learned", lesson: "fixed", run },
      { is: "drilled", drill: "backlog", passed: true },
      { is: "demoted", by: "ann", reason: "too eager\u0000" },
    ]);
    expect(await ledger.factsOf("scale", "default")).toEqual([]);
  });

  test("differs from one environment to another, and drills count in all", async () => {
    const { ledger, live, activate } = await openWorld();
    await activate();
    await live(RESOLVED, { env: "staging" });
    await ledger.record(DRAIN, { is: "demoted", environment: "prod", reason: "no" }, ANN);
    await ledger.record(DRAIN, { is: "drilled", drill: "backlog", passed: false }, ANN);

    const kinds = async (environment: string) =>
      (await ledger.factsOf("drain", environment)).map(({ is }) => is).slice(2);

    expect(await kinds("staging")).toEqual(["learned", "drilled"]);
    expect(await kinds("prod")).toEqual(["demoted", "drilled"]);
    expect(await ledger.environmentsOf("drain")).toEqual(["prod", "staging"]);
  });

  test("begins higher when it came with Pitcrew", async () => {
    const { ledger, activate } = await openWorld();
    await activate(true);

    expect(await ledger.factsOf("drain", "default")).toMatchObject([
      { is: "published", isShipped: true },
      { is: "activated" },
    ]);
  });

  test("counts a run once, and once more when its changes are taken back", async () => {
    const { ledger, live, takeBack, activate } = await openWorld();
    await activate();
    const run = await live(RESOLVED);
    await takeBack(run);

    const learned = (await ledger.factsOf("drain", "default")).slice(2);
    expect(learned).toMatchObject([
      { lesson: "fixed", run },
      { lesson: "overridden", run },
    ]);
  });

  test("leaves runs that another run called to that one", async () => {
    const { ledger, live, activate } = await openWorld();
    await activate();
    const run = await live(RESOLVED);
    await live(RESOLVED, {}, { run, step: "call", item: 0 });

    expect(await ledger.factsOf("drain", "default")).toHaveLength(3);
  });

  test("is the same with any number of fixes in a row", async () => {
    const { ledger, owner, activate } = await openWorld();
    await activate();
    const fix = (count: number) =>
      administer(
        owner,
        `insert into ledger (run_id, lesson, playbook, hash, environment)
         select gen_random_uuid(), 'fixed', 'drain', 'sha256:drain', 'default'
         from generate_series(1, ${count})`,
      );
    await fix(1_000);
    await ledger.record(DRAIN, { is: "demoted", environment: "default", reason: "no" }, ANN);
    await fix(1_000);
    const facts = await ledger.factsOf("drain", "default");

    expect(facts.length).toBeLessThan(200);
    expect(standingOf(DRAIN.hash, facts, DEMANDS, await ledger.now())).toMatchObject({
      rung: "approve",
    });
  });

  test.each(["update ledger set lesson = 'fixed'", "delete from ledger", "truncate ledger"])(
    "cannot be changed: %s",
    async (statement) => {
      const { live, activate, owner } = await openWorld();
      await activate();
      await live(ending("unknown", "Nobody knows"));

      await expect(administer(owner, statement)).rejects.toThrow("is a record");
    },
  );
});

async function openWorld() {
  const { owner, app } = await databaseForApp();
  const broken = (): void => undefined;
  const { ledger, close } = openAutonomyLedger(app, broken);
  const runs = openRunStore(app, { connections: 2, onBroken: broken });
  const playbooks = openPlaybookStore(app, broken);
  onTestFinished(async () => {
    await Promise.all([close(), runs.close(), playbooks.close()]);
  });
  const { store } = runs;
  const ended = (id: string, how: Ending) =>
    stateOf(id, {
      firstChangeAt: 1,
      phase: { is: "ended", ending: how, at: 2, outputs: {}, undo: null },
    });

  return {
    owner,
    ledger,
    activate: async (isShipped = false) => {
      await playbooks.store.publish([{ ...DRAIN, content: "{}", isShipped }], ANN);
      await playbooks.store.activate({ activate: [DRAIN], withdraw: [] }, ANN);
    },
    /** A run of the version that ends like this. */
    live: async (how: Ending, params: object = {}, parent: ParentTask | null = null) => {
      const run = randomUUID();
      const state = { ...ended(run, how), params: { ...params } };
      await store.create(
        newRun({ ...DRAIN, parent, state: { ...state, phase: { is: "running" } } }),
      );
      const claimed = await store.claim("worker-1", 60_000, run);
      if (claimed === undefined) throw new Error("The run was taken");
      const change = changeOf({ state, next: { is: "end", outcome: how.outcome } });
      expect(await store.append(claimed.claim, change)).toMatchObject({ is: "stored" });
      return run;
    },
    takeBack: async (run: string) => {
      const event = { is: "undo_asked", at: 0, by: "ann" } as const;
      await store.send({ id: randomUUID(), run, event, ...ANN });
      const claimed = await store.claim("worker-1", 60_000, run);
      if (claimed === undefined) throw new Error("The run was taken");
      const going = stateOf(run, {
        firstChangeAt: 1,
        phase: { is: "taking_back", ending: RESOLVED, at: 2, outputs: {} },
      });
      const over = stateOf(run, {
        firstChangeAt: 1,
        phase: { is: "ended", ending: RESOLVED, at: 2, outputs: {}, undo: "undone" },
      });
      const claim = { ...claimed.claim, heard: claimed.messages.at(-1)?.seq ?? 0 };
      const first = await store.append(claim, changeOf({ state: going }));
      if (first.is !== "stored") throw new Error(first.is);
      const end = changeOf({ state: over, next: { is: "end", outcome: "resolved" } });
      expect(await store.append(first.claim, end)).toMatchObject({ is: "stored" });
    },
  };
}
