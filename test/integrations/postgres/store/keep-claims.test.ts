import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { openRunStore } from "../../../../src/integrations/postgres/store/open-run-store.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../../src/ports/run-store.ts";
import { changeOf, intent } from "../../../contract/run-store/example-runs.ts";
import { claimedRun, createdRun, LEASE, mustAppend } from "../../../contract/run-store/world.ts";
import { freshDatabase } from "../../../postgres/server.ts";

const address = await freshDatabase(afterAll);

describe("the claims of earlier processes", () => {
  test("are over when the only process of a database says so, and what they meant stays known", async () => {
    const { store, endClaims } = openStore();
    const earlier = await claimedRun(store);
    await mustAppend(store, earlier.claim, { intents: [intent("restart")] });
    expect(await store.claim("worker-2", LEASE, earlier.claim.run)).toBeUndefined();

    await endClaims();

    expect(await store.claim("worker-2", LEASE, earlier.claim.run)).toMatchObject({
      claim: { run: earlier.claim.run, epoch: 2 },
      openIntents: [{ step: "restart", epoch: 1 }],
    });
    expect(await store.append(earlier.claim, changeOf())).toEqual({ is: "lost" });
  });

  test("still count against a run that nobody could get on with", async () => {
    const { store, endClaims } = openStore();
    const run = await createdRun(store);
    for (let claim = 0; claim < CLAIMS_WITHOUT_PROGRESS; claim++) {
      expect(await store.claim("worker-1", LEASE, run)).toBeDefined();
      await endClaims();
    }

    expect(await store.claim("worker-1", LEASE, run)).toBeUndefined();
  });

  test("were none of runs that rest, which stay due when they were", async () => {
    const { store, endClaims } = openStore();
    const { claim, now } = await claimedRun(store);
    const until = now + 3_600_000;
    await store.release(claim, until);

    await endClaims();

    expect(await store.get(claim.run)).toMatchObject({ worker: null, dueAt: until });
  });
});

function openStore() {
  const opened = openRunStore(address, { connections: 2, onBroken: () => undefined });
  onTestFinished(opened.close);
  return opened;
}
