import { describe, expect, test } from "vitest";
import type { RunStore } from "../../../../src/ports/run-store.ts";
import type { FaultProxy } from "../../../chaos/proxy/fault-proxy.ts";
import { LOSE_STATEMENT, loseCommitAnswer } from "../../../chaos/proxy/postgres.ts";
import { changeOf, demand, intent } from "../../../contract/run-store/example-runs.ts";
import {
  claimedRun,
  LEASE,
  mustClaim,
  NO_LEASE,
  storeAt,
} from "../../../contract/run-store/world.ts";
import { faultyLine } from "../../../postgres/faulty-line.ts";
import { freshDatabase } from "../../../postgres/server.ts";

describe("an append whose connection breaks", () => {
  test.each([
    ["statement", LOSE_STATEMENT],
    ["answer", loseCommitAnswer()],
  ])("is stored once, as a fresh connection finds out (its %s is lost)", async (_lost, fault) => {
    const { proxy, store } = await openThroughProxy();
    const { claim } = await claimedRun(store);
    const connections = proxy.connections();
    proxy.plan(fault);

    const appended = await store.append(claim, changeOf({ intents: [intent("restart")] }));

    expect(appended).toEqual({ is: "stored", claim: { ...claim, seq: 2 } });
    expect(await store.history(claim.run)).toHaveLength(2);
    expect(await store.openIntents(claim.run)).toMatchObject([intent("restart")]);
    expect(proxy.connections()).toBeGreaterThan(connections);
  });

  test("is stored once as well when brakes were asked in the same transaction", async () => {
    const { proxy, store } = await openThroughProxy();
    const { claim } = await claimedRun(store);
    proxy.plan(loseCommitAnswer("commit"));

    const change = changeOf({ intents: [intent("restart")], demands: [demand("restart")] });
    const appended = await store.append(claim, change);

    expect(appended).toEqual({ is: "stored", claim: { ...claim, seq: 2 } });
    expect(await store.openIntents(claim.run)).toHaveLength(1);
  });

  test("is lost when another worker has taken over meanwhile, stored or not", async () => {
    const { proxy, store, direct } = await openThroughProxy();
    const { claim } = await claimedRun(store, {}, NO_LEASE);
    await mustClaim(direct, claim.run, LEASE, "worker-2");
    proxy.plan(loseCommitAnswer());

    expect(await store.append(claim, changeOf())).toEqual({ is: "lost" });
  });

  test("takes the whole group with it, and the whole group is settled", async () => {
    const { proxy, store } = await openThroughProxy();
    const runs = await Promise.all(Array.from({ length: 9 }, () => claimedRun(store)));
    proxy.plan(loseCommitAnswer());

    const answers = await Promise.all(runs.map(({ claim }) => store.append(claim, changeOf())));

    expect(answers.map(({ is }) => is)).toEqual(runs.map(() => "stored"));
    for (const { claim } of runs) expect(await store.history(claim.run)).toHaveLength(2);
  });
});

interface Through {
  readonly proxy: FaultProxy;
  readonly store: RunStore;
  /** Beside the proxy, as another worker would be. */
  readonly direct: RunStore;
}

async function openThroughProxy(): Promise<Through> {
  const server = await freshDatabase();
  const { address, proxy } = await faultyLine(server);
  return { proxy, store: storeAt(address), direct: storeAt(server) };
}
