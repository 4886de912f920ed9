import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { UndoProgress } from "../../../src/model/undo-progress.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { changeOf, intent, stateOf } from "./example-runs.ts";
import {
  claimedRun,
  createdRun,
  type FreshDatabase,
  mustAppend,
  mustClaim,
  openWorld,
  sendStop,
} from "./world.ts";

const CART = "k8s/prod/shop/deployment/cart";

export function exerciseUndo(freshDatabase: FreshDatabase): void {
  test("makes an ended run due, and its wish is heard by whoever claims it", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await endedRun(store);
    const before = await store.get(run);

    expect(await store.send(undoAsked(run))).toEqual({ is: "sent", wakeSeq: 1 });

    expect(await store.due(10, 0)).toMatchObject([{ run }]);
    expect(await store.get(run)).toMatchObject({
      endedAt: before?.endedAt,
      outcome: "resolved",
      undo: "undoing",
    });
    const { messages } = await mustClaim(store, run);
    expect(messages).toMatchObject([{ event: { is: "undo_asked", by: "ann" } }]);
  });

  test("is all that an ended run hears, until it goes on", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await endedRun(store);

    expect(await sendStop(store, run)).toEqual({ is: "run_ended" });
    await store.send(undoAsked(run));

    expect(await sendStop(store, run)).toEqual({ is: "sent", wakeSeq: 2 });
  });

  test("that is wanted twice in one message counts once", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await endedRun(store);
    const wish = undoAsked(run);

    const answers = [await store.send(wish), await store.send(wish)];

    expect(answers).toEqual(Array(2).fill({ is: "sent", wakeSeq: 1 }));
  });

  test("takes its targets again and frees them, and the run keeps its first end", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await endedRun(store);
    const before = await store.get(run);
    const other = await claimedRun(store);
    await store.send(undoAsked(run));
    const { claim } = await mustClaim(store, run);

    const next = await mustAppend(store, claim, {
      state: takingBack(run),
      intents: [intent("scale", { phase: "undo", effect: "idempotent" })],
      lock: [CART],
    });
    expect(await store.append(other.claim, changeOf({ lock: [CART] }))).toMatchObject({
      is: "locked",
      by: { is: "run", id: run },
    });
    await mustAppend(store, next, {
      state: ended(run, "undone"),
      next: { is: "end", outcome: "failed" },
    });

    await mustAppend(store, other.claim, { lock: [CART] });
    expect(await store.get(run)).toMatchObject({
      endedAt: before?.endedAt,
      outcome: "resolved",
      undo: "undone",
      dueAt: null,
      worker: null,
    });
    expect(await sendStop(store, run)).toEqual({ is: "run_ended" });
  });

  test("that rests in doubt leaves the run to messages, among those that go on", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await endedRun(store);
    await store.send(undoAsked(run));
    const { claim } = await mustClaim(store, run);

    await mustAppend(store, claim, { state: takingBack(run), next: { is: "rest", until: null } });

    expect(await store.due(10, 0)).toEqual([]);
    const live = await store.list({ isEnded: false }, { limit: 10 });
    expect(live).toMatchObject([{ id: run, undo: "undoing" }]);
    expect(await store.list({ isEnded: true }, { limit: 10 })).toEqual([]);
    await sendStop(store, run);
    expect(await store.due(10, 0)).toMatchObject([{ run }]);
  });

  test("that is refused leaves the run ended", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await endedRun(store);
    await store.send(undoAsked(run));
    const { claim } = await mustClaim(store, run);

    await mustAppend(store, claim, {
      state: ended(run, null),
      next: { is: "end", outcome: "resolved" },
    });

    expect(await store.get(run)).toMatchObject({ undo: null, dueAt: null });
    expect(await store.list({ isEnded: false }, { limit: 10 })).toEqual([]);
  });

  test("is heard by a run that has not ended as well, which may refuse it", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);

    expect(await store.send(undoAsked(run))).toEqual({ is: "sent", wakeSeq: 1 });

    expect(await store.get(run)).toMatchObject({ undo: null });
  });
}

async function endedRun(store: RunStore): Promise<string> {
  const { claim } = await claimedRun(store);
  const change = {
    state: ended(claim.run, null),
    next: { is: "end", outcome: "resolved" },
  } as const;
  await mustAppend(store, claim, change);
  return claim.run;
}

function undoAsked(run: string): NewMessage {
  const event = { is: "undo_asked", by: "ann" } as const;
  return { id: randomUUID(), run, event, actor: "ann", surface: "slack" };
}

const ENDING = {
  outcome: "resolved",
  reason: "Verified: scale",
  step: null,
  failure: null,
  escalateTo: null,
  plan: [],
  wish: null,
} as const;

function ended(run: string, undo: Exclude<UndoProgress, "undoing"> | null): Run {
  return stateOf(run, { phase: { is: "ended", ending: ENDING, at: 1, outputs: {}, undo } });
}

function takingBack(run: string): Run {
  return stateOf(run, { phase: { is: "taking_back", ending: ENDING, at: 1, outputs: {} } });
}
