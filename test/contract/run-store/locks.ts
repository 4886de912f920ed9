import { expect, test } from "vitest";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { changeOf, intent, stateOf } from "./example-runs.ts";
import {
  claimedRun,
  createdRun,
  type FreshDatabase,
  mustAppend,
  mustClaim,
  openWorld,
} from "./world.ts";

const CART = "k8s/prod/shop/deployment/cart";
const SHOP = "k8s/prod/shop/deployment/shop";

export function exerciseLocks(freshDatabase: FreshDatabase): void {
  test("belongs to the run that took it, and another learns who has it", async () => {
    const { store } = await openWorld(freshDatabase);
    const holder = await claimedRun(store);
    const other = await claimedRun(store);
    await mustAppend(store, holder.claim, { lock: [CART] });

    const change = changeOf({ lock: [SHOP, CART], intents: [intent("restart")] });
    const refused = await store.append(other.claim, change);

    expect(refused).toMatchObject({
      is: "locked",
      target: CART,
      by: { is: "run", id: holder.claim.run, reason: "run of clear-stuck-lock" },
    });
    expect(await store.history(other.claim.run)).toHaveLength(1);
    expect(await store.openIntents(other.claim.run)).toEqual([]);
  });

  test("that is let go is named, and so is the most urgent run that waits for it", async () => {
    const { store } = await openWorld(freshDatabase);
    const holder = await claimedRun(store);
    const held = await mustAppend(store, holder.claim, { lock: [CART, SHOP] });
    await waitingFor(store, CART, 0);
    const urgent = await waitingFor(store, CART, 5);
    await waitingFor(store, CART, 5);
    await waitingFor(store, "k8s/prod/shop/deployment/mail", 9);

    const ended = await store.append(held, changeOf({ next: { is: "end", outcome: "resolved" } }));

    expect(ended).toMatchObject({ is: "stored", freed: expect.arrayContaining([CART, SHOP]) });
    expect(await store.waiters([CART, SHOP])).toEqual([{ run: urgent, target: CART }]);
  });

  test("is waited for no longer by a run that has gone on", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await waitingFor(store, CART, 0);
    const { claim } = await mustClaim(store, run);

    await mustAppend(store, claim, { state: stateOf(run) });

    expect(await store.waiters([CART])).toEqual([]);
  });

  test("is not taken by a run that could not get all it needs", async () => {
    const { store } = await openWorld(freshDatabase);
    const [holder, greedy, third] = await Promise.all([
      claimedRun(store),
      claimedRun(store),
      claimedRun(store),
    ]);
    await mustAppend(store, holder.claim, { lock: [CART] });
    await store.append(greedy.claim, changeOf({ lock: [SHOP, CART] }));

    expect(await store.append(third.claim, changeOf({ lock: [SHOP] }))).toMatchObject({
      is: "stored",
    });
  });

  test("may be taken again by the run that has it, and stays its own since the first time", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    const next = await mustAppend(store, claim, { lock: [CART] });
    const since = "select since::text from target_locks where target = $1";
    const first = await query(since, [CART]);

    await mustAppend(store, next, { lock: [CART, SHOP] });

    expect(await query(since, [CART])).toEqual(first);
  });

  test("stays locked while its run rests, and is free when the run has ended", async () => {
    const { store } = await openWorld(freshDatabase);
    const holder = await claimedRun(store);
    const other = await claimedRun(store);
    await mustAppend(store, holder.claim, { lock: [CART], next: { is: "rest", until: 0 } });
    expect(await store.append(other.claim, changeOf({ lock: [CART] }))).toMatchObject({
      is: "locked",
    });

    const again = await store.claim("worker-1", 1_000, holder.claim.run);
    if (again === undefined) throw new Error("a run that is due can be claimed");
    await mustAppend(store, again.claim, { next: { is: "end", outcome: "failed" } });

    await mustAppend(store, other.claim, { lock: [CART] });
  });

  test("that is freed while an append waits for something else is taken by that append", async () => {
    const { store, openStore, query } = await openWorld(freshDatabase);
    const holder = await claimedRun(store);
    const other = await claimedRun(store);
    const held = await mustAppend(store, holder.claim, { lock: [CART] });
    await query("begin");
    await query("select from runs where id = $1 for update", [other.claim.run]);

    const waiting = openStore().append(other.claim, changeOf({ lock: [CART] }));
    const waiters = "select from pg_locks where pg_backend_pid() = any (pg_blocking_pids(pid))";
    while ((await query(waiters)).length === 0);
    await mustAppend(store, held, { next: { is: "end", outcome: "resolved" } });
    await query("commit");

    expect(await waiting).toMatchObject({ is: "stored" });
    expect(await query("select holder_run from target_locks where target = $1", [CART])).toEqual([
      { holder_run: other.claim.run },
    ]);
  });

  test("that a person holds is refused in that person's name", async () => {
    const { store, query } = await openWorld(freshDatabase);
    await query(
      `insert into target_locks (target, holder_person, since, until, reason)
       values ($1, 'ann', now(), now() + interval '1 hour', 'I am looking at it')`,
      [CART],
    );
    const { claim } = await claimedRun(store);

    expect(await store.append(claim, changeOf({ lock: [CART] }))).toMatchObject({
      is: "locked",
      target: CART,
      by: { is: "person", id: "ann", reason: "I am looking at it" },
    });
  });

  test("and others are freed and taken in one order, so that nobody waits in a circle", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const stores = [store, openStore(), openStore(), openStore()];
    const targets = Array.from({ length: 12 }, (_, i) => `target-${i}`);

    const lives = stores.map(async (each, which) => {
      const lock = which % 2 === 0 ? targets : targets.toReversed();
      for (let i = 0; i < 15; i++) {
        const { claim } = await claimedRun(each);
        const appended = await each.append(claim, changeOf({ lock }));
        const next = appended.is === "stored" ? appended.claim : claim;
        await mustAppend(each, next, { next: { is: "end", outcome: "resolved" } });
      }
    });

    await expect(Promise.all(lives)).resolves.toHaveLength(stores.length);
  });

  test("wanted by many runs at once goes to one of them", async () => {
    const { store, openStore } = await openWorld(freshDatabase);
    const stores = [store, openStore(), openStore()];
    const runs = await Promise.all(Array.from({ length: 12 }, () => claimedRun(store)));

    const answers = await Promise.all(
      runs.map(({ claim }, i) => {
        // Opposite orders would let two of them wait for each other.
        const lock = i % 2 === 0 ? [CART, SHOP] : [SHOP, CART];
        return (stores[i % 3] ?? store).append(claim, changeOf({ lock }));
      }),
    );

    expect(answers.filter(({ is }) => is === "stored")).toHaveLength(1);
    expect(answers.filter(({ is }) => is === "locked")).toHaveLength(11);
  });
}

/** A run that rests until another lets this target go. */
async function waitingFor(store: RunStore, target: string, priority: number): Promise<string> {
  const run = await createdRun(store, { priority });
  const { claim } = await mustClaim(store, run);
  const by = { is: "run", id: "r-2", since: 0, reason: "run of other" } as const;
  const waits = { since: 0, for: { is: "lock", target, by } } as const;
  const call = { is: "backing_off", attempt: 0, until: 0 } as const;
  const task = {
    item: null,
    with: {},
    state: { is: "acting", call, before: null, waits },
    plan: null,
    looks: 0,
    sent: 0,
  } as const;
  const state = stateOf(run, { steps: { scale: { is: "running", tasks: [task] } } });
  await mustAppend(store, claim, { state, next: { is: "rest", until: 0 } });
  return run;
}
