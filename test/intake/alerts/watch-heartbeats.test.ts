import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { watchHeartbeats } from "../../../src/intake/alerts/watch-heartbeats.ts";
import { matchingWorld } from "./world.ts";

const MINUTE = 60_000;

test("a source whose heartbeat stays away is an alert of our own, until it is heard again", async () => {
  const { look, openNames, intake } = await watchingWorld();
  await look(0);
  await look(14);
  expect(await openNames()).toEqual([]);

  await look(16);
  await look(17);
  expect(await openNames()).toEqual(["PitcrewHeartbeatMissing east"]);

  await intake.heard("east");
  await look(18);
  expect(await openNames()).toEqual([]);
});

test("what could not be heard before the first look is not missed", async () => {
  const { look, openNames, sql } = await watchingWorld();
  await sql("insert into heartbeats (source, at) values ('east', now() - interval '1 day')");

  await look(0);
  expect(await openNames()).toEqual([]);

  await look(16);
  expect(await openNames()).toEqual(["PitcrewHeartbeatMissing east"]);
});

test("a person is paged about the silence once, though no playbook is for it", async () => {
  const { look, match, sql } = await watchingWorld();
  await look(0);
  await look(16);
  await match();
  await look(17);
  await match();

  const told = await sql("select body ->> 'reason' as reason from outbox");
  expect(told).toEqual([
    { reason: expect.stringMatching(/^east: The heartbeat .* reach Pitcrew\.$/) },
  ]);
});

/** The database's clock stands still for it: `look(16)` looks as it is 16 minutes after the first. */
async function watchingWorld() {
  const world = await matchingWorld([]);
  const { intake, queue, book } = world;
  const began = await queue.now();
  let minutes = 0;
  const look = watchHeartbeats({
    sources: [{ name: "east", withinMs: 15 * MINUTE }],
    intake: {
      ...intake,
      lastHeard: async () => {
        const heard = await intake.lastHeard();
        return new Map([...heard].map(([name, at]) => [name, at >= began ? now() : at]));
      },
    },
    now: async () => now(),
    newId: randomUUID,
    onTaken: () => undefined,
  });

  function now(): number {
    return began + minutes * MINUTE;
  }

  return {
    ...world,
    look: async (at: number): Promise<void> => {
      minutes = at;
      await look();
    },
    openNames: async (): Promise<readonly string[]> => {
      const open = await book.list({ isOpen: true }, { limit: 9 });
      return open.map(({ labels }) => `${labels["alertname"]} ${labels["source"]}`);
    },
  };
}
