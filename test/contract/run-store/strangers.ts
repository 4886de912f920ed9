import { expect, test } from "vitest";
import { RUN_FORM } from "../../../src/engine/machine/form.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../src/ports/run-store.ts";
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

const VERSION = { playbook: "clear-stuck-lock", version: "1.2.0", hash: "sha256:5f" };

export function exerciseStrangers(freshDatabase: FreshDatabase): void {
  test("is left out of what is due where its version is not understood", async () => {
    const { store } = await openWorld(freshDatabase);
    const own = await createdRun(store);
    const strange = await createdRun(store, { hash: "sha256:new", priority: 9 });

    const runsIn = async (...left: readonly string[]) =>
      (await store.due(10, 0, left)).map(({ run }) => run);

    expect(await runsIn()).toEqual([strange, own]);
    expect(await runsIn("sha256:new", "sha256:other")).toEqual([own]);
  });

  test("is neither claimed nor due where a newer build has carried it on", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    await query("update runs set form = $1", [RUN_FORM + 1]);

    expect(await store.claim("worker-1", LEASE, run)).toBeUndefined();
    expect(await store.claim("worker-1", LEASE)).toBeUndefined();
    expect(await store.due(10, 0)).toEqual([]);
  });

  test("of an older form is carried on, and has this build's from then on", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    await query("update runs set form = 1");

    await mustAppend(store, (await mustClaim(store, run)).claim);

    expect(await store.get(run)).toMatchObject({ form: RUN_FORM });
  });

  test("is counted by what it follows while nobody takes it up", async () => {
    const { store, query } = await openWorld(freshDatabase);
    await createdRun(store);
    await createdRun(store);
    await createdRun(store, { hash: "sha256:new" });
    await claimedRun(store);
    const deadly = await createdRun(store);
    for (let i = 0; i < CLAIMS_WITHOUT_PROGRESS; i++) await mustClaim(store, deadly, NO_LEASE);

    expect(await store.unattended(0)).toEqual([
      { ...VERSION, form: RUN_FORM, runs: 2 },
      { ...VERSION, hash: "sha256:new", form: RUN_FORM, runs: 1 },
    ]);
    expect(await store.unattended(60_000)).toEqual([]);

    await query("update runs set form = $1", [RUN_FORM + 1]);
    expect(await store.unattended(0)).toMatchObject([{ form: RUN_FORM + 1 }, {}]);
  });
}
