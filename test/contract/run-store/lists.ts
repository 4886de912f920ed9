import { expect, test } from "vitest";
import {
  claimedRun,
  createdRun,
  type FreshDatabase,
  LEASE,
  mustAppend,
  mustClaim,
  NO_LEASE,
  openWorld,
} from "./world.ts";

export function exerciseLists(freshDatabase: FreshDatabase): void {
  test("has the newest first and goes on where the page before ended", async () => {
    const { store } = await openWorld(freshDatabase);
    const runs = [];
    for (let i = 0; i < 5; i++) runs.push(await createdRun(store));
    const newest = runs.toReversed();

    const first = await store.list({}, { limit: 2 });
    const second = await store.list({}, { limit: 2, before: newest[1] ?? "" });
    const third = await store.list({}, { limit: 2, before: newest[3] ?? "" });

    expect([first, second, third].map((page) => page.map(({ id }) => id))).toEqual([
      newest.slice(0, 2),
      newest.slice(2, 4),
      newest.slice(4),
    ]);
    expect(first[0]).not.toHaveProperty("state");
  });

  test("is narrowed by playbook, outcome and whether the run has ended", async () => {
    const { store } = await openWorld(freshDatabase);
    const other = await createdRun(store, { playbook: "scale-workers" });
    const open = await createdRun(store);
    const { claim } = await claimedRun(store);
    await mustAppend(store, claim, { next: { is: "end", outcome: "escalated" } });
    const ids = async (filter: Parameters<typeof store.list>[0]) =>
      (await store.list(filter, { limit: 10 })).map(({ id }) => id);

    expect(await ids({ playbook: "scale-workers" })).toEqual([other]);
    expect(await ids({ outcome: "escalated" })).toEqual([claim.run]);
    expect(await ids({ outcome: "resolved" })).toEqual([]);
    expect(await ids({ isEnded: true })).toEqual([claim.run]);
    expect(await ids({ isEnded: false })).toEqual([open, other]);
  });

  test("that are due leaves out those that became due a moment ago", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);
    await mustAppend(store, claim, { next: { is: "rest", until: now - 60_000 } });
    await createdRun(store);

    expect(await store.due(10, 30_000)).toMatchObject([{ run: claim.run, dueAt: now - 60_000 }]);
    expect(await store.due(10, 0)).toHaveLength(2);
    expect(await store.due(1, 0)).toHaveLength(1);
  });

  test("that are due has one at a time of those that an earlier claim left as they were", async () => {
    const { store } = await openWorld(freshDatabase);
    const twice = await createdRun(store);
    const once = await createdRun(store);
    await mustClaim(store, twice, NO_LEASE);
    await mustClaim(store, twice, NO_LEASE);
    await mustClaim(store, once, NO_LEASE);
    const fresh = [await createdRun(store), await createdRun(store)];
    const due = async () => (await store.due(10, 0)).map(({ run }) => run).toSorted();

    expect(await due()).toEqual([once, ...fresh].toSorted());

    await mustClaim(store, once, LEASE);
    expect(await due()).toEqual([twice, ...fresh].toSorted());
  });
}
