import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { verifyChain } from "../../src/audit/chain.ts";
import type { Address } from "../../src/integrations/postgres/connection.ts";
import { openPlaybookStore } from "../../src/integrations/postgres/playbooks/open-playbook-store.ts";
import type { NewVersion, PlaybookStore } from "../../src/ports/playbook-store.ts";
import { HOSTILE_TEXTS } from "./hostile-texts.ts";
import { newRun } from "./run-store/example-runs.ts";
import { type FreshDatabase, storeAt } from "./run-store/world.ts";

const ANN = { actor: "ann", surface: "files" };
const BEN = { actor: "ben", surface: "api" };

/** What every playbook store promises, whatever server is under it. */
export function exercisePlaybookStore(freshDatabase: FreshDatabase): void {
  test("keeps what was published to the byte, and finds it by its hash", async () => {
    const { store } = await openWorld(freshDatabase);
    const content = JSON.stringify(HOSTILE_TEXTS);
    const version = { ...versionOf("drain", "1.0.0"), content };

    expect(await store.publish([version], ANN)).toEqual([pinnedOf(version)]);

    expect(await store.content("drain", version.hash)).toBe(content);
    expect(await store.content("drain", "sha256:other")).toBeUndefined();
    expect(await store.content("other", version.hash)).toBeUndefined();
  });

  test("says what a version stands for already, and does not replace it", async () => {
    const { store } = await openWorld(freshDatabase);
    const first = versionOf("drain", "1.0.0");
    const second = { ...first, hash: "sha256:other", content: "other" };
    const other = versionOf("scale", "1.0.0");
    await store.publish([first], ANN);

    const published = await store.publish([second, other], ANN);

    expect(published.toSorted(byName)).toEqual([pinnedOf(first), pinnedOf(other)]);
    expect(await store.content("drain", second.hash)).toBeUndefined();
  });

  test("lets a person choose a version, and pins it against the files until it is unpinned", async () => {
    const { store } = await openWorld(freshDatabase);
    const [old, next] = [versionOf("drain", "1.0.0"), versionOf("drain", "1.1.0")] as const;
    await store.publish([old, next], ANN);
    await store.activate({ activate: [next], withdraw: [] }, ANN);

    await store.choose({ version: pinnedOf(old), isPinned: true }, BEN);
    await store.activate({ activate: [next], withdraw: [] }, ANN);
    expect(await store.active()).toMatchObject([{ version: "1.0.0", pinnedBy: "ben" }]);
    expect(await store.versionBefore("drain")).toEqual(pinnedOf(next));

    expect(await store.unpin("drain", BEN)).toBe(true);
    expect(await store.unpin("drain", BEN)).toBe(false);
    await store.activate({ activate: [next], withdraw: [] }, ANN);
    expect(await store.active()).toMatchObject([{ version: "1.1.0", pinnedBy: null }]);
  });

  test("pins what is active already without a new beginning", async () => {
    const { store } = await openWorld(freshDatabase);
    const drain = versionOf("drain", "1.0.0");
    await store.publish([drain], ANN);
    await store.activate({ activate: [drain], withdraw: [] }, ANN);
    const [before] = await store.active();

    await store.choose({ version: pinnedOf(drain), isPinned: true }, BEN);

    expect(await store.active()).toEqual([{ ...before, pinnedBy: "ben" }]);
    expect(await store.versionBefore("drain")).toBeUndefined();
  });

  test("remembers who published a version first", async () => {
    const { store } = await openWorld(freshDatabase);
    const drain = versionOf("drain", "1.0.0");
    await store.publish([drain], ANN);
    await store.publish([drain], BEN);

    expect(await store.publisherOf(pinnedOf(drain))).toBe("ann");
  });

  test("tells which version is active, and since when", async () => {
    const { store } = await openWorld(freshDatabase);
    const [old, next, scale] = [
      versionOf("drain", "1.0.0"),
      versionOf("drain", "1.1.0"),
      versionOf("scale", "1.0.0"),
    ] as const;
    await store.publish([old, next, scale], ANN);
    expect(await store.active()).toEqual([]);

    await store.activate({ activate: [scale, old], withdraw: [] }, ANN);
    const before = await store.active();
    await store.activate({ activate: [scale, next], withdraw: [] }, ANN);
    const after = await store.active();

    expect(before.map(pinnedOf)).toEqual([pinnedOf(old), pinnedOf(scale)]);
    expect(after.map(pinnedOf)).toEqual([pinnedOf(next), pinnedOf(scale)]);
    expect(after[0]?.since).toBeGreaterThan(before[0]?.since ?? Infinity);
    expect(after[1]).toEqual(before[1]);
  });

  test("activates nothing that was not published", async () => {
    const { store } = await openWorld(freshDatabase);

    const activated = store.activate(
      { activate: [versionOf("drain", "1.0.0")], withdraw: [] },
      ANN,
    );

    await expect(activated).rejects.toThrow("foreign key");
    expect(await store.active()).toEqual([]);
  });

  test("keeps the versions of a playbook that was withdrawn, and can take it up again", async () => {
    const { store } = await openWorld(freshDatabase);
    const version = versionOf("drain", "1.0.0");
    await store.publish([version], ANN);
    await store.activate({ activate: [version], withdraw: [] }, ANN);

    await store.activate({ activate: [], withdraw: ["drain"] }, ANN);
    expect(await store.active()).toEqual([]);
    expect(await store.content("drain", version.hash)).toBe(version.content);

    await store.activate({ activate: [version], withdraw: [] }, ANN);
    expect((await store.active()).map(pinnedOf)).toEqual([pinnedOf(version)]);
  });

  test("has an entry in the playbook's chain for each change, and none where nothing changes", async () => {
    const { store, chainOf } = await openWorld(freshDatabase);
    const version = versionOf("drain", "1.0.0");
    const twice = async (): Promise<void> => {
      await store.publish([version], ANN);
      await store.activate({ activate: [version], withdraw: [] }, ANN);
    };
    await twice();
    await twice();
    await store.activate({ activate: [], withdraw: ["drain"] }, { actor: "bo", surface: "cli" });

    const entries = await chainOf("playbook:drain");

    expect(entries.map(({ kind, actor, surface }) => [kind, actor, surface])).toEqual([
      ["published", "ann", "files"],
      ["activated", "ann", "files"],
      ["withdrawn", "bo", "cli"],
    ]);
    expect(JSON.parse(entries[1]?.body ?? "")).toEqual({ version: "1.0.0", hash: version.hash });
    expect(verifyChain("playbook:drain", entries)).toMatchObject({ is: "whole" });
  });

  test("takes the same from several processes that start at once, and records it once", async () => {
    const { store, openStore, chainOf } = await openWorld(freshDatabase);
    const version = versionOf("drain", "1.0.0");

    await Promise.all(
      [store, openStore(), openStore()].map(async (each) => {
        await each.publish([version], ANN);
        await each.activate({ activate: [version], withdraw: [] }, ANN);
      }),
    );

    expect(await chainOf("playbook:drain")).toHaveLength(2);
  });

  test("takes several versions of a playbook at the same moment into one chain", async () => {
    const { openStore, chainOf } = await openWorld(freshDatabase);
    const versions = ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].map((each) => versionOf("drain", each));

    await Promise.all(versions.map((version) => openStore().publish([version], ANN)));

    const entries = await chainOf("playbook:drain");
    expect(entries).toHaveLength(versions.length);
    expect(verifyChain("playbook:drain", entries)).toMatchObject({ is: "whole" });
  });

  test("lists versions with the runs that were started on them, the newest first", async () => {
    const { store, address } = await openWorld(freshDatabase);
    const [old, next, scale] = [
      versionOf("drain", "1.0.0"),
      versionOf("drain", "1.1.0"),
      versionOf("scale", "1.0.0"),
    ] as const;
    for (const version of [old, next, scale]) await store.publish([version], ANN);
    await store.activate({ activate: [next], withdraw: [] }, ANN);
    const runs = storeAt(address);
    for (const version of [old, old, next]) await runs.create(newRun(pinnedOf(version)));

    const all = await store.versions({});

    expect(all.map((each) => [each.playbook, each.version, each.runs])).toEqual([
      ["drain", "1.1.0", 1],
      ["drain", "1.0.0", 2],
      ["scale", "1.0.0", 0],
    ]);
    expect(all.map(({ activeSince }) => activeSince)).toEqual([expect.any(Number), null, null]);
    expect(await store.versions({ playbook: "drain" })).toEqual(all.slice(0, 2));
    expect(await store.versions({ isActive: true })).toEqual(all.slice(0, 1));
  });
}

async function openWorld(freshDatabase: FreshDatabase) {
  const address = await freshDatabase();
  const openStore = (): PlaybookStore => {
    const { store, close } = openPlaybookStore(address, () => undefined);
    onTestFinished(close);
    return store;
  };
  return { address, store: openStore(), openStore, chainOf: await openRecord(address) };
}

interface EntryRow {
  readonly subject: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly actor: string;
  readonly surface: string;
  readonly body: string;
  readonly prev: string;
  readonly hash: string;
}

async function openRecord(address: Address) {
  const client = new Client({ ...address });
  await client.connect();
  onTestFinished(() => client.end());
  return async (subject: string): Promise<readonly EntryRow[]> => {
    const { rows } = await client.query<EntryRow>(
      `select subject, seq::int, (extract(epoch from at) * 1000)::float8 as at, kind, actor, surface,
         body, encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
       from events where subject = $1 order by seq`,
      [subject],
    );
    return rows;
  };
}

function versionOf(playbook: string, version: string): NewVersion {
  return { playbook, version, hash: `sha256:${playbook}-${version}`, content: `{"${version}":0}` };
}

function pinnedOf({ playbook, version, hash }: Omit<NewVersion, "content">) {
  return { playbook, version, hash };
}

function byName(a: { readonly playbook: string }, b: { readonly playbook: string }): number {
  return a.playbook < b.playbook ? -1 : 1;
}
