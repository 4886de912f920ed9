import { describe, expect, onTestFinished, test } from "vitest";
import type { Note } from "../../../src/audit/checkpoint.ts";
import { rememberedAnchor } from "../../../src/engine/sealing/remembered-anchor.ts";
import { startSealer } from "../../../src/engine/sealing/start-sealer.ts";
import { writeCheckpoint } from "../../../src/audit/checkpoint.ts";
import type { Anchor } from "../../../src/ports/anchor.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import { administer, type Connection } from "../../postgres/administer.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { sealedWorld } from "../../integrations/postgres/audit/world.ts";

describe("a sealer", () => {
  test("hands each checkpoint out, in order, and none twice while all is well", async () => {
    const { app, sealing, anchor } = await sealedFor(memoryAnchor());
    await record(app, "run:a");
    await anchor.holds(1);
    await record(app, "run:a");
    await anchor.holds(2);
    await sealing.stop();

    expect(anchor.numbers()).toEqual([1, 2]);
  });

  test("seals what is left when it stops", async () => {
    const { app, sealing, anchor, world } = await sealedFor(memoryAnchor(), 60_000);
    await record(app, "run:a");
    // A transaction elsewhere on this server may hold it up.
    do await sealing.stop();
    while ((await world.verify()).unsealed.count > 0);

    expect((await world.notes()).length).toBeGreaterThan(0);
    expect(anchor.numbers()).toContain(1);
  });

  test("brings an anchor up to date that was away, and says that it was", async () => {
    const anchor = memoryAnchor();
    anchor.breaks();
    const { app, troubles } = await sealedFor(anchor);
    await record(app, "run:a");
    await troubles.heard();
    await record(app, "run:b");
    anchor.heals();
    await anchor.holdsSubjects(2);

    expect(anchor.numbers()).toEqual(anchor.numbers().toSorted((a, b) => a - b));
    expect(troubles.said[0]).toContain("E548");
  });

  test("remembers how far a place came that cannot be asked", async () => {
    const app = await freshDatabase();
    const world = sealedWorld(app);
    const sent: number[] = [];
    const send = async (notes: readonly Note[]): Promise<void> => {
      sent.push(...notes.map(({ number }) => number));
    };
    await record(app, "run:a");
    await world.sealAll();
    const first = rememberedAnchor("syslog", send, world.store);
    await first.keep(await world.notes());

    expect(await rememberedAnchor("syslog", send, world.store).reached()).toBe(sent.at(-1));
    expect(await rememberedAnchor("elsewhere", send, world.store).reached()).toBe(0);
  });
});

async function sealedFor<Of extends Anchor>(anchor: Of, everyMs = 5) {
  const app = await freshDatabase();
  const world = sealedWorld(app);
  const said: string[] = [];
  let hear = (): void => undefined;
  const sealing = startSealer({
    store: world.store,
    write: (unsealed) => writeCheckpoint(unsealed, world.signer),
    anchors: [anchor],
    clock,
    everyMs,
    onTrouble: (what) => {
      said.push(what);
      hear();
    },
  });
  onTestFinished(() => sealing.stop());
  const heard = async (): Promise<void> => {
    if (said.length > 0) return;
    await new Promise<void>((resolve) => {
      hear = resolve;
    });
  };
  return { app, world, sealing, anchor, troubles: { said, heard } };
}

function memoryAnchor() {
  const kept: Note[] = [];
  let isBroken = false;
  const waiting: (() => void)[] = [];
  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => waiting.push(resolve));
  }
  return {
    place: "memory",
    reached: async () => kept.at(-1)?.number ?? 0,
    keep: async (notes: readonly Note[]) => {
      if (isBroken) throw new Error("it is away");
      kept.push(...notes);
      for (const go of waiting.splice(0)) go();
    },
    breaks: () => {
      isBroken = true;
    },
    heals: () => {
      isBroken = false;
    },
    numbers: () => kept.map(({ number }) => number),
    holds: (number: number) => until(() => kept.length >= number),
    /** So many chains, in however many checkpoints. */
    holdsSubjects: (count: number) =>
      until(() => kept.reduce((sum, { body }) => sum + countIn(body), 0) >= count),
  };
}

function countIn(body: string): number {
  return Number(/"count":(\d+)/.exec(body)?.[1]);
}

async function record(app: Connection, subject: string): Promise<void> {
  await administer(
    app,
    `insert into events (subject, kind, actor, surface, body) values ('${subject}', 'woke', 'ann', 'cli', '{}')`,
  );
}
