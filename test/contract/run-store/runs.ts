import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { HOSTILE_TEXTS } from "../hostile-texts.ts";
import { newRun, stateOf } from "./example-runs.ts";
import { createdRun, type FreshDatabase, openWorld } from "./world.ts";

export function exerciseRuns(freshDatabase: FreshDatabase): void {
  test("is kept as it was given, due at once and free", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = newRun();

    expect(await store.create(run)).toBe("created");

    const kept = await store.get(run.state.id);
    expect(kept).toMatchObject({
      id: run.state.id,
      playbook: "clear-stuck-lock",
      version: "1.2.0",
      hash: "sha256:5f",
      mode: "auto",
      params: { service: "cart" },
      state: run.state,
      parent: null,
      endedAt: null,
      outcome: null,
      worker: null,
      claimsWithoutProgress: 0,
    });
    expect(await store.due(10, 0)).toMatchObject([{ run: run.state.id, wakeSeq: 0, epoch: 0 }]);
  });

  test("has its first event in the record and its first words in the outbox", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const told = { is: "escalate", to: "team-shop", reason: "It is night." } as const;
    const run = newRun({ outgoing: [told, { ...told, to: "slack/shop" }] });

    await store.create(run);

    const [first, ...others] = await store.history(run.state.id);
    expect(first).toMatchObject(run.started);
    expect(others).toEqual([]);
    const outbox = await query("select run_id, kind, body from outbox order by id");
    expect(outbox).toEqual([
      { run_id: run.state.id, kind: "escalate", body: told },
      { run_id: run.state.id, kind: "escalate", body: { ...told, to: "slack/shop" } },
    ]);
  });

  test("that the database refuses leaves those alone that are created beside it", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const orphan = newRun({ parent: { run: randomUUID(), step: "call", item: 0 } });
    const runs = [newRun(), newRun(), orphan, newRun()];

    const answers = await Promise.allSettled(runs.map((run) => store.create(run)));
    const again = await Promise.all(
      [newRun(), ...runs.slice(0, 2)].map((run) => store.create(run)),
    );

    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(again).toEqual(["created", "exists", "exists"]);
    expect(await query("select from events")).toHaveLength(4);
  });

  test("that is created twice, also at the same moment, exists once", async () => {
    const { store, openStore, query } = await openWorld(freshDatabase);
    const run = newRun({ outgoing: [{ is: "escalate", to: "team-shop", reason: "Once." }] });

    const answers = await Promise.all([store.create(run), openStore().create(run)]);

    expect(answers.toSorted()).toEqual(["created", "exists"]);
    expect(await store.create(run)).toBe("exists");
    expect(await store.history(run.state.id)).toHaveLength(1);
    expect(await query("select from outbox")).toHaveLength(1);
  });

  test("knows the step that called it", async () => {
    const { store } = await openWorld(freshDatabase);
    const parent = { run: await createdRun(store), step: "drain", item: 2 };

    const child = await createdRun(store, { parent });

    expect((await store.get(child))?.parent).toEqual(parent);
  });

  test("keeps hostile texts and keys to the byte", async () => {
    const { store } = await openWorld(freshDatabase);
    const hostile = Object.fromEntries([
      ...HOSTILE_TEXTS.map((text) => [text, text] as const),
      ["__proto__", { polluted: true }],
      ["constructor", "prototype"],
      ["lone half", "\ud83d"],
    ]);
    const state = stateOf(randomUUID(), { params: hostile });

    await store.create(newRun({ state }));

    const kept = await store.get(state.id);
    expect(JSON.stringify(kept?.params)).toBe(JSON.stringify(hostile));
    expect(JSON.stringify(kept?.state)).toBe(JSON.stringify(state));
    const [started] = await store.history(state.id);
    expect(JSON.stringify(started?.event)).toBe(JSON.stringify(newRun({ state }).started.event));
    expect({}).not.toHaveProperty("polluted");
  });

  test("that nobody has created is not there", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = randomUUID();

    expect(await store.get(run)).toBeUndefined();
    expect(await store.history(run)).toEqual([]);
    expect(await store.claim("worker-1", 1_000, run)).toBeUndefined();
  });
}
