import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import { HOSTILE_TEXTS } from "../hostile-texts.ts";
import { changeOf, intent } from "./example-runs.ts";
import {
  claimedRun,
  createdRun,
  type FreshDatabase,
  mustAppend,
  mustClaim,
  openWorld,
  sendStop,
} from "./world.ts";

export function exerciseMessages(freshDatabase: FreshDatabase): void {
  test("that has not been heard is heard before an intent is committed", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);
    await sendStop(store, claim.run);
    const change = changeOf({ intents: [intent("restart")] });

    const answer = await store.append(claim, change);

    if (answer.is !== "news") throw new Error(`the answer was ${answer.is}`);
    expect(answer.claim).toEqual({ ...claim, heard: 1 });
    expect(answer.messages).toMatchObject([
      { seq: 1, event: { is: "stopped", by: "ann", undo: false }, actor: "ann", surface: "slack" },
    ]);
    expect(answer.messages[0]?.event.at).toBeGreaterThanOrEqual(now);
    expect(await store.openIntents(claim.run)).toEqual([]);
    expect(await store.append(answer.claim, change)).toMatchObject({ is: "stored" });
  });

  test("is given to each new worker until an append has taken it in", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    await sendStop(store, run);
    const first = await mustClaim(store, run);
    await store.release(first.claim);

    const second = await mustClaim(store, run);
    expect(second.messages).toEqual(first.messages);
    await mustAppend(store, second.claim, { next: { is: "rest", until: 0 } });

    expect((await mustClaim(store, run)).messages).toEqual([]);
  });

  test("that is delivered twice counts once", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    const vote = voteOn(run);

    const answers = [await store.send(vote), await store.send(vote)];

    expect(answers).toEqual(Array(2).fill({ is: "sent", wakeSeq: 1 }));
    expect((await mustClaim(store, run)).messages).toHaveLength(1);
  });

  test("that is delivered twice at the very same moment counts once", async () => {
    const { store, openStore, query } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    const vote = voteOn(run);
    await query("begin");
    await query("select from runs where id = $1 for update", [run]);
    const sending = Promise.all([store.send(vote), openStore().send(vote)]);
    // Both have looked for an earlier delivery, and found none.
    while ((await query("select from pg_locks where not granted")).length < 2);
    await query("rollback");

    expect(await sending).toEqual(Array(2).fill({ is: "sent", wakeSeq: 1 }));
    expect((await mustClaim(store, run)).messages).toHaveLength(1);
  });

  test("makes a resting run due now", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim, now } = await claimedRun(store);
    await mustAppend(store, claim, { next: { is: "rest", until: now + 60_000 } });

    expect(await sendStop(store, claim.run)).toEqual({ is: "sent", wakeSeq: 1 });

    expect(await store.due(10, 0)).toMatchObject([{ run: claim.run, wakeSeq: 1 }]);
  });

  test("cannot be sent to a run that has ended or never was", async () => {
    const { store } = await openWorld(freshDatabase);
    const { claim } = await claimedRun(store);
    await mustAppend(store, claim, { next: { is: "end", outcome: "cancelled" } });

    expect(await sendStop(store, claim.run)).toEqual({ is: "run_ended" });
    expect(await sendStop(store, randomUUID())).toEqual({ is: "no_such_run" });
  });

  test("brings hostile answers as they were given", async () => {
    const { store } = await openWorld(freshDatabase);
    const run = await createdRun(store);
    for (const answer of HOSTILE_TEXTS) {
      const event = { is: "answered", step: "asked", item: 0, by: "ann", answer } as const;
      await store.send({ id: randomUUID(), run, event, actor: "ann", surface: "slack" });
    }

    const { messages } = await mustClaim(store, run);

    const answers = messages.map(({ event }) => event.is === "answered" && event.answer);
    expect(answers).toEqual(HOSTILE_TEXTS);
  });
}

function voteOn(run: string): NewMessage {
  return {
    id: randomUUID(),
    run,
    event: { is: "voted", step: "restart", by: "ann", vote: "approve", plan: "sha256:5f" },
    actor: "ann",
    surface: "slack",
  };
}
