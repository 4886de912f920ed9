import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openMessageStore } from "../../../../src/integrations/postgres/outbox/open-message-store.ts";
import type { Wanted } from "../../../../src/ports/message-store.ts";
import { createdRun, mustAppend, mustClaim, storeAt } from "../../../contract/run-store/world.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const address = await freshDatabase(afterAll);

function openMessages() {
  const { store, close } = openMessageStore(address, () => undefined);
  onTestFinished(close);
  return store;
}

const toldTo = (run: string, seq: number, isOver: boolean, messages: readonly Wanted[] = []) =>
  ({
    run,
    seq,
    home: `run/${run}`,
    channel: "C0OPS",
    line: "",
    targets: [],
    isOver,
    messages,
  }) as const;

function wanted(key: string, more: Partial<Wanted> = {}): Wanted {
  const notice = { sentence: key, parts: [{ is: "text", text: key }] } as const;
  const worth = { is: "always" } as const;
  return { key, channel: "C0OPS", thread: null, notice, urgency: 1, worth, joins: false, ...more };
}

describe("news of a run", () => {
  test("comes with each commit that moves it, until it was told", async () => {
    const [store, messages] = [storeAt(address), openMessages()];
    const run = await createdRun(store);
    const isNews = async () => (await messages.news(1_000)).find((one) => one.run === run);

    expect(await isNews()).toMatchObject({ told: 0, home: null });
    await messages.tell(toldTo(run, 1, false));
    expect(await isNews()).toBeUndefined();
    await mustAppend(store, (await mustClaim(store, run)).claim);
    expect(await isNews()).toMatchObject({ told: 1, home: `run/${run}` });
  });

  test("comes again when its changes are taken back after its end, whoever told meanwhile", async () => {
    const [store, messages] = [storeAt(address), openMessages()];
    const run = await createdRun(store);
    const { claim } = await mustClaim(store, run);
    await mustAppend(store, claim, { next: { is: "end", outcome: "resolved" } });
    const event = { is: "undo_asked", by: "ann" } as const;
    await store.send({ id: randomUUID(), run, event, actor: "ann", surface: "cli" });
    await messages.tell(toldTo(run, 2, true));
    const again = await mustClaim(store, run);
    await mustAppend(store, again.claim, { next: { is: "end", outcome: "resolved" } });

    const news = await messages.news(1_000);
    expect(news.find((one) => one.run === run)).toMatchObject({ told: 2 });
  });
});

describe("a message", () => {
  test("that is wanted as it is shown is left alone, and one that changed has a new number", async () => {
    const messages = openMessages();
    const key = randomUUID();
    const find = async () => (await messages.unshown(1_000)).find((one) => one.key === key);
    await messages.want([wanted(key)]);
    await messages.shown(key, { revision: 1, channel: "C0OPS", id: "1.1" });
    await messages.want([wanted(key)]);
    expect(await find()).toBeUndefined();

    await messages.want([wanted(key, { notice: { sentence: "other", parts: [] } })]);

    expect(await find()).toMatchObject({ revision: 2, posted: { channel: "C0OPS", id: "1.1" } });
  });

  test("is put together with the one before it in its thread, until that is on its way", async () => {
    const messages = openMessages();
    const [head, ...keys] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const;
    const joining = (key: string) => wanted(key, { thread: head, joins: true });
    await messages.want([wanted(head), joining(keys[0]), joining(keys[1])]);
    await messages.shown(head, { revision: 1, channel: "C0OPS", id: "1.1" });
    await messages.trying(keys[0]);
    await messages.want([joining(keys[2])]);

    const own = (await messages.unshown(1_000)).filter(({ thread }) => thread === head);
    expect(own.map(({ key, notice }) => [key, notice.parts.length])).toEqual([
      [keys[0], 2],
      [keys[2], 1],
    ]);
  });

  test("that is settled before it was posted never is, unless it may stand there already", async () => {
    const messages = openMessages();
    const [seen, unseen] = [randomUUID(), randomUUID()];
    await messages.want([wanted(seen), wanted(unseen)]);
    await messages.trying(seen);
    await messages.want([seen, unseen].map((key) => wanted(key, { worth: { is: "edit" } })));

    const keys = (await messages.unshown(1_000)).map(({ key }) => key);
    expect(keys).toContain(seen);
    expect(keys).not.toContain(unseen);
  });

  test("waits for the first of its thread, and is dropped with it", async () => {
    const messages = openMessages();
    const [head, below] = [randomUUID(), randomUUID()];
    await messages.want([wanted(head), wanted(below, { thread: head, urgency: 0 })]);
    const keys = async () => (await messages.unshown(1_000)).map(({ key }) => key);
    expect(await keys()).not.toContain(below);

    await messages.giveUp(head, "channel_not_found");
    expect(await keys()).not.toContain(below);
    await messages.shown(head, { revision: 1, channel: "C0OPS", id: "1.1" });

    expect(await keys()).not.toContain(below);
  });
});

test("one teller has the turn until it falls silent", async () => {
  const messages = openMessages();

  expect(await messages.take("one", 0)).toBe(true);
  expect(await messages.take("two", 60_000)).toBe(true);
  expect(await messages.take("one", 60_000)).toBe(false);
  expect(await messages.take("two", 60_000)).toBe(true);
});
