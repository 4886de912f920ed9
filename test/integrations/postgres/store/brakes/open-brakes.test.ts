import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { Budgets } from "../../../../../src/config/settings/budgets.ts";
import { brakeStart } from "../../../../../src/engine/brakes/brake-start.ts";
import { openDatabase } from "../../../../../src/integrations/postgres/database.ts";
import { openRunStore } from "../../../../../src/integrations/postgres/store/open-run-store.ts";
import { openBrakes } from "../../../../../src/integrations/postgres/store/brakes/open-brakes.ts";
import type { Demand } from "../../../../../src/ports/demand.ts";
import type { Change } from "../../../../../src/ports/run-change.ts";
import type { Appended, RunStore } from "../../../../../src/ports/run-store.ts";
import type { Starts } from "../../../../../src/ports/starts.ts";
import type { NewSwitch, Switches } from "../../../../../src/ports/switches.ts";
import { changeOf, demand, intent } from "../../../../contract/run-store/example-runs.ts";
import { claimedRun, createdRun, mustAppend } from "../../../../contract/run-store/world.ts";
import { fire, programOf, UNVERIFIED } from "../../../../engine/machine/driver.ts";
import { databaseForApp } from "../../../../postgres/app-role.ts";

const ANN = { actor: "ann", surface: "cli" } as const;
const CART = "k8s/prod/shop/deployment/cart";

describe("a freeze", () => {
  test("holds back every change, and none that only looks", async () => {
    const { store, switches } = await openWorld();
    await switches.turnOn(FREEZE, ANN);
    const { claim } = await claimedRun(store);

    expect(await store.append(claim, restart())).toMatchObject({
      is: "held_back",
      refused: [
        {
          intent: { step: "restart", phase: "run", attempt: 1 },
          result: { is: "held_back", by: { brake: "freeze", rule: "freeze all", until: null } },
        },
      ],
    });
    expect(await store.openIntents(claim.run)).toEqual([]);
    await mustAppend(store, claim, { intents: [intent("look", { effect: "read" })] });
  });

  test("of a team or a playbook leaves the others alone", async () => {
    const { store, switches } = await openWorld();
    await switches.turnOn({ ...FREEZE, scope: "team:shop" }, ANN);
    await switches.turnOn({ ...FREEZE, scope: "playbook:scale-cart" }, ANN);

    expect(await outcomeOf(store, restart({ team: "shop" }))).toBe("held_back");
    expect(await outcomeOf(store, restart({ playbook: "scale-cart" }))).toBe("held_back");
    expect(await outcomeOf(store, restart())).toBe("stored");
  });

  test("is over when it is thawed, and by itself when its time is over", async () => {
    const { store, switches } = await openWorld();
    await switches.turnOn(FREEZE, ANN);
    expect(await switches.turnOff("freeze", "all", ANN)).toBe(true);
    expect(await switches.turnOff("freeze", "all", ANN)).toBe(false);
    expect(await outcomeOf(store, restart())).toBe("stored");

    await switches.turnOn({ ...FREEZE, forMs: 400 }, ANN);
    expect(await outcomeOf(store, restart())).toBe("held_back");
    while ((await switches.on()).length > 0);
    expect(await outcomeOf(store, restart())).toBe("stored");
  });

  test("that wants what is under way undone lets an undo pass", async () => {
    const { store, switches } = await openWorld();
    await switches.turnOn({ ...FREEZE, inFlight: "undo" }, ANN);

    expect(await outcomeOf(store, restart({ phase: "undo" }))).toBe("stored");
    expect(await outcomeOf(store, restart())).toBe("held_back");
  });

  test("waits for changes that are being meant, and comes before all later ones", async () => {
    const { store, openStore, switches, query } = await openWorld();
    const stores = [store, openStore(), openStore()];
    const meaning = stores.map(async (each) => {
      const answers: Appended["is"][] = [];
      while (answers.at(-1) !== "held_back") answers.push(await outcomeOf(each, restart()));
      return answers;
    });
    while ((await query("select 1 from intents")).length < 10);
    const { since } = await switches.turnOn(FREEZE, ANN);
    await Promise.all(meaning);

    const late = await query(`select at from intents where at > to_timestamp(${since / 1_000})`);
    expect(late).toEqual([]);
  });

  test("stands in the record with its reason", async () => {
    const { switches, query } = await openWorld();
    await switches.turnOn(FREEZE, ANN);
    await switches.turnOff("freeze", "all", { actor: "bob", surface: "slack" });

    const entries = "select kind, actor, surface, body from events where subject = 'switch:all'";
    expect(await query(entries)).toMatchObject([
      { kind: "freeze_on", actor: "ann", body: expect.stringContaining("failover") },
      { kind: "freeze_off", actor: "bob", surface: "slack" },
    ]);
  });
});

describe("a change that was stored before its answer was lost", () => {
  test("is known again, though all is frozen by then", async () => {
    const { store, switches } = await openWorld();
    const { claim } = await claimedRun(store);
    const change = restart();
    await store.append(claim, change);
    await switches.turnOn(FREEZE, ANN);

    expect(await store.append(claim, change)).toMatchObject({ is: "stored" });
  });
});

describe("a cool-down", () => {
  test("holds back another run of the playbook at the same target, and nobody else", async () => {
    const { store } = await openWorld();
    const cooled = { cooldownMs: 60_000 };
    expect(await outcomeOf(store, restart(cooled))).toBe("stored");

    expect(await outcomeOf(store, restart(cooled))).toBe("held_back");
    expect(await outcomeOf(store, restart({ ...cooled, playbook: "other" }))).toBe("stored");
    expect(await outcomeOf(store, restart({ ...cooled, targets: ["other"] }))).toBe("stored");
    expect(await outcomeOf(store, restart())).toBe("stored");
  });

  test("begins again when the run that made the change ends", async () => {
    const { store, query } = await openWorld();
    const { claim } = await claimedRun(store);
    const appended = await store.append(claim, restart({ cooldownMs: 60_000 }));
    if (appended.is !== "stored") throw new Error("nothing is in the way");
    const at = "select extract(epoch from at)::float8 as at from cooldowns";
    const [meant] = await query<{ at: number }>(at);

    await mustAppend(store, appended.claim, { next: { is: "end", outcome: "resolved" } });

    const [ended] = await query<{ at: number }>(at);
    expect(ended?.at).toBeGreaterThan(meant?.at ?? Number.NaN);
  });

  test("does not hold back the run itself", async () => {
    const { store } = await openWorld();
    const { claim } = await claimedRun(store);
    const first = await store.append(claim, restart({ cooldownMs: 60_000 }));
    if (first.is !== "stored") throw new Error("nothing is in the way");

    const again = restart({ cooldownMs: 60_000, attempt: 2 });
    expect(await store.append(first.claim, again)).toMatchObject({ is: "stored" });
  });
});

describe("budgets", () => {
  test("let only so many changes pass in a minute, however many stores ask at once", async () => {
    const { openStore } = await openWorld();
    const budgets = Budgets.parse({ effects_per_minute: 7 });
    const stores = [openStore(budgets), openStore(budgets), openStore(budgets)];

    const asked = Array.from({ length: 30 }, (_, i) => {
      const store = stores[i % 3];
      if (store === undefined) throw new RangeError("there are three");
      return outcomeOf(store, restart());
    });

    expect((await Promise.all(asked)).filter((is) => is === "stored")).toHaveLength(7);
  });

  test("let only so much of a workload go, until it is given back with time", async () => {
    const { openStore, query } = await openWorld();
    const store = openStore(Budgets.parse({ unavailable: { share: "10%" } }));
    const losses = [{ workload: CART, wanted: 20, takes: 1 }];
    expect(await outcomeOf(store, restart({ key: "1", losses }))).toBe("stored");
    expect(await outcomeOf(store, restart({ key: "2", losses }))).toBe("stored");
    expect(await outcomeOf(store, restart({ key: "3", losses }))).toBe("held_back");
    expect(await outcomeOf(store, restart({ key: "2", losses }))).toBe("stored");

    await query("update losses set at = at - interval '10 minutes'");
    expect(await outcomeOf(store, restart({ key: "3", losses }))).toBe("stored");
  });
});

describe("a hold", () => {
  test("keeps a target from runs until it is released or over", async () => {
    const { store, switches } = await openWorld();
    const hour = { reason: "disk swap", forMs: 3_600_000 };
    expect(await switches.hold(CART, hour, ANN)).toMatchObject({
      is: "held",
      held: { target: CART, by: "ann", reason: "disk swap" },
    });
    expect(await outcomeOf(store, changeOf({ lock: [CART] }))).toBe("locked");
    expect(await switches.holds()).toMatchObject([{ target: CART, by: "ann" }]);

    expect(await switches.release(CART, ANN)).toBe(true);
    expect(await switches.release(CART, ANN)).toBe(false);
    expect(await outcomeOf(store, changeOf({ lock: [CART] }))).toBe("stored");
  });

  test("is not to be had of what a run or another person has", async () => {
    const { store, switches } = await openWorld();
    const hour = { reason: "disk swap", forMs: 3_600_000 };
    const { claim } = await claimedRun(store);
    await mustAppend(store, claim, { lock: ["queue/orders"] });
    await switches.hold(CART, hour, ANN);

    const bob = { actor: "bob", surface: "cli" };
    expect(await switches.hold("queue/orders", hour, bob)).toEqual({
      is: "taken",
      by: { is: "run", id: claim.run },
    });
    expect(await switches.hold(CART, hour, bob)).toMatchObject({ is: "taken", by: { id: "ann" } });
    expect(await switches.hold(CART, hour, ANN)).toMatchObject({ is: "held" });
  });

  test("ends by itself, and a run that takes the target then has it alone", async () => {
    const { store, switches } = await openWorld();
    await switches.hold(CART, { reason: "a moment", forMs: 300 }, ANN);
    while ((await switches.holds()).length > 0);

    expect(await outcomeOf(store, changeOf({ lock: [CART] }))).toBe("stored");
    expect(await outcomeOf(store, changeOf({ lock: [CART] }))).toBe("locked");
  });
});

describe("a start that nobody asked for by hand", () => {
  test("is decided about alone, so that no two take the last place", async () => {
    const { ask } = await askingFor({ max_runs: "3 per 24h" });

    const answers = await Promise.all(Array.from({ length: 10 }, () => ask({ queue: "orders" })));

    expect(answers.filter((braked) => braked === undefined)).toHaveLength(3);
    expect(answers.find((braked) => braked !== undefined)).toMatchObject({ brake: "max_runs" });
  });

  test("that was allowed stays allowed, also when nothing else is", async () => {
    const { ask, world } = await askingFor({ max_runs: "1 per 24h" });
    const run = randomUUID();
    expect(await ask({ queue: "orders" }, run)).toBeUndefined();
    await world.switches.turnOn({ ...FREEZE, kind: "pause" }, ANN);

    expect(await ask({ queue: "orders" }, run)).toBeUndefined();
    expect(await ask({ queue: "orders" })).toMatchObject({ brake: "pause" });
  });

  test("counts runs by hand, and a run that came of a start only once", async () => {
    const { ask, world } = await askingFor({ max_runs: "2 per 24h" });
    const { claim } = await claimedRun(world.store, { playbook: "test" });
    expect(await ask({ queue: "orders" }, claim.run)).toBeUndefined();

    expect(await ask({ queue: "orders" })).toBeUndefined();
    expect(await ask({ queue: "orders" })).toMatchObject({ values: { runs: 2 } });
  });

  test("is part of a storm when many targets want the same, allowed or not", async () => {
    const { ask } = await askingFor({ max_runs: "100 per 24h" });
    for (let i = 0; i < 4; i++) {
      expect(await ask({ queue: `queue-${i}` })).toBeUndefined();
      expect(await ask({ queue: `queue-${i}` })).toBeUndefined();
    }

    expect(await ask({ queue: "queue-5" })).toMatchObject({ brake: "storm" });
    expect(await ask({ queue: "queue-1" })).toMatchObject({ brake: "storm" });
  });

  test("waits as long as a storm goes on, which those who ask again keep up", async () => {
    const { ask, world } = await askingFor({ max_runs: "100 per 24h" });
    const runs = Array.from({ length: 6 }, () => randomUUID());
    const askAll = () => Promise.all(runs.map((run, i) => ask({ queue: `queue-${i}` }, run)));
    const later = (minutes: number) =>
      world.query(`update starts set at = at - interval '${minutes} min'`);
    for (let i = 0; i < 5; i++) await ask({ queue: `other-${i}` });
    await later(4);
    expect((await askAll()).map((braked) => braked?.brake)).toEqual(runs.map(() => "storm"));

    await later(3);
    expect(await ask({ queue: "queue-0" }, runs[0])).toMatchObject({ brake: "storm" });

    await later(6);
    expect(await ask({ queue: "queue-0" }, runs[0])).toBeUndefined();
  });

  test("waits while there is no worker for so many runs as wait", async () => {
    const { ask, world } = await askingFor({}, Budgets.parse({ queued_runs: 2 }));
    expect(await ask({ queue: "orders" })).toBeUndefined();
    await createdRun(world.store);
    const answers = await Promise.all([ask({ queue: "mail" }), ask({ queue: "mail" })]);
    expect(answers).toMatchObject([undefined, { brake: "crowd" }]);
    await createdRun(world.store);

    expect(await ask({ queue: "orders" })).toMatchObject({ brake: "crowd" });
  });

  async function askingFor(safety: object, budgets = Budgets.parse({})) {
    const world = await openWorld();
    const program = programOf([fire("one", UNVERIFIED)], {
      safety: { mode: "auto", lock: "queue/${{ params.queue }}", ...safety },
      params: { queue: { type: "name" } },
    });
    const ask = (params: { queue: string }, run: string = randomUUID()) =>
      brakeStart({ run, program, params }, world.starts, budgets);
    return { ask, world };
  }
});

const FREEZE: NewSwitch = {
  kind: "freeze",
  scope: "all",
  reason: "failover of the database",
  inFlight: "hold",
  forMs: null,
};

interface World {
  readonly store: RunStore;
  readonly openStore: (budgets?: Budgets) => RunStore;
  readonly switches: Switches;
  readonly starts: Starts;
  readonly query: <Row>(text: string) => Promise<readonly Row[]>;
}

async function openWorld(): Promise<World> {
  const { owner, app } = await databaseForApp();
  const onBroken = (): void => undefined;
  const database = openDatabase(owner, { max: 1, onBroken });
  onTestFinished(() => database.destroy());
  const query = async <Row>(text: string): Promise<readonly Row[]> =>
    (await sql.raw<Row>(text).execute(database)).rows;
  const openStore = (budgets?: Budgets): RunStore => {
    const options = { connections: 4, onBroken, ...(budgets && { budgets }) };
    const { store, close } = openRunStore(app, options);
    onTestFinished(close);
    return store;
  };
  const { switches, starts, close } = openBrakes(app, onBroken);
  onTestFinished(close);
  return { store: openStore(), openStore, switches, starts, query };
}

function restart(more: Partial<Demand> = {}): Change {
  const wanted = demand("restart", more);
  const { step, phase, attempt, key } = wanted;
  return changeOf({ intents: [intent(step, { phase, attempt, key })], demands: [wanted] });
}

/** What becomes of a change of a run of its own. */
async function outcomeOf(store: RunStore, change: Change): Promise<Appended["is"]> {
  const { claim } = await claimedRun(store);
  return (await store.append(claim, change)).is;
}
