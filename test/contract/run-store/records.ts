import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifyChain } from "../../../src/audit/chain.ts";
import { replay, startRun, transition } from "../../../src/engine/machine/transition.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import type { Program } from "../../../src/playbook/program.ts";
import { life, type Life, liveThrough } from "../../engine/machine/random-life.ts";
import { HOSTILE_TEXTS } from "../hostile-texts.ts";
import { changeOf, newRun, recorded, woke } from "./example-runs.ts";
import { claimedRun, type FreshDatabase, mustAppend, mustClaim, openWorld } from "./world.ts";

export function exerciseRecords(freshDatabase: FreshDatabase): void {
  test("folds to the state that is stored, whatever a run lived through", async () => {
    const { store } = await openWorld(freshDatabase);
    const lives = fc.sample(life, { numRuns: 25, seed: 7 });

    for (const each of lives) {
      const run = await liveInStore(store, each);
      const folded = await foldOf(store, each.program, run);
      expect((await store.get(run))?.state).toEqual(folded);
    }
  });

  test("is a chain that proves itself, with the hashes that the database has made", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    const events = HOSTILE_TEXTS.map((text) => recorded(woke(1).event, [text]));
    const next = await mustAppend(store, claim, { events });
    await mustAppend(store, next, { events: [{ ...woke(2), actor: "Zoë 🏁", surface: "1:a," }] });

    const history = await store.history(claim.run);

    const entries = history.map(({ entry }) => entry);
    expect(verifyChain(`run:${claim.run}`, entries)).toMatchObject({
      is: "whole",
      head: { seq: HOSTILE_TEXTS.length + 2 },
    });
    expect(history.slice(1, -1).map(({ notes }) => notes[0])).toEqual(HOSTILE_TEXTS);
  });

  test("has a chain for each run, also when they share commits", async () => {
    const { store } = await openWorld(freshDatabase);
    const runs = await Promise.all(Array.from({ length: 6 }, () => claimedRun(store)));
    await Promise.all(
      runs.map(({ claim }) => store.append(claim, changeOf({ events: [woke(1), woke(2)] }))),
    );

    for (const { claim } of runs) {
      const entries = (await store.history(claim.run)).map(({ entry }) => entry);
      expect(verifyChain(`run:${claim.run}`, entries)).toMatchObject({ is: "whole" });
      expect(entries).toHaveLength(3);
    }
  });

  test("can be read from any entry on", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    await mustAppend(store, claim, { events: [woke(1), woke(2), woke(3)] });
    const seqs = async (after: number) =>
      (await store.history(claim.run, after)).map(({ entry }) => entry.seq);

    expect(await seqs(0)).toEqual([1, 2, 3, 4]);
    expect(await seqs(2)).toEqual([3, 4]);
    expect(await seqs(4)).toEqual([]);
  });

  test("is not changed, cut or emptied by anybody", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);

    await expect(query("update events set actor = 'nobody'")).rejects.toThrow(/record|denied/);
    await expect(query("delete from events")).rejects.toThrow(/record|denied/);
    await expect(query("truncate events")).rejects.toThrow(/record|denied/);

    expect(await store.history(claim.run)).toHaveLength(1);
  });

  test("gives an entry its place, time and hash, whatever its writer claims", async () => {
    const { store, query } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);

    await query(
      `insert into events (subject, seq, at, kind, actor, surface, body, prev, hash)
       values ($1, 99, '2001-01-01', 'woke', 'pitcrew', 'engine', '{"notes":[]}', '', '')`,
      [`run:${claim.run}`],
    );

    const entries = (await store.history(claim.run)).map(({ entry }) => entry);
    expect(verifyChain(`run:${claim.run}`, entries)).toMatchObject({ head: { seq: 2 } });
    expect(entries[1]?.at).toBeGreaterThanOrEqual(entries[0]?.at ?? Infinity);
  });
}

/** Stores a random life event by event, as a worker would. */
async function liveInStore(store: RunStore, { program, ...more }: Life): Promise<string> {
  const { started, events } = liveThrough({ program, ...more }, () => undefined);
  const first = startRun(program, { ...started, run: randomUUID() });
  const run = newRun({ state: first.run, started: recorded({ ...started, run: first.run.id }) });
  await store.create(run);
  let { claim } = await mustClaim(store, first.run.id);
  let state = first.run;
  for (const event of events) {
    const moved = transition(program, state, event);
    state = moved.run;
    claim = await mustAppend(store, claim, { state, events: [recorded(event, moved.entry.notes)] });
  }
  return first.run.id;
}

/** The run that the events in the record make. */
async function foldOf(store: RunStore, program: Program, run: string) {
  const [first, ...rest] = (await store.history(run)).map(({ event }) => event);
  if (first?.is !== "started")
    throw new Error(`the record of ${run} does not begin with its start`);
  const events = rest.map((event) => {
    if (event.is === "started") throw new Error(`run ${run} started twice`);
    return event;
  });
  return replay(program, first, events);
}
