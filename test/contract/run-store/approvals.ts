import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { ApprovalRecord } from "../../../src/model/approval.ts";
import { requestDigest, requestText } from "../../../src/engine/approval/digest.ts";
import type { NewIntent } from "../../../src/ports/run-change.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import { exampleEffect, exampleRequest } from "../../engine/approval/example-request.ts";
import { changeOf, newRun, stateOf } from "./example-runs.ts";
import { type FreshDatabase, mustAppend, mustClaim, openWorld } from "./world.ts";

const LATER = 60_000;

/** What people agreed to, and what may be done on the strength of it. */
export function exerciseApprovals(freshDatabase: FreshDatabase): void {
  test("lets an effect be sent that names its part of a granted approval, and repeats of it", async () => {
    const { store, now } = await opened(freshDatabase);
    const { claim, ask } = await asked(store);
    const granted = await mustAppend(store, claim, { approvals: [ask("granted", now + LATER)] });

    const first = await mustAppend(store, granted, { intents: [intentOf(claim.run)] });
    const repeat = { intents: [intentOf(claim.run, { attempt: 2 })] };

    expect(await store.append(first, changeOf(repeat))).toMatchObject({ is: "stored" });
  });

  test("refuses an effect by the clock of the database when its approval is too old", async () => {
    const { store, now } = await opened(freshDatabase);
    const { claim, ask } = await asked(store);
    const granted = await mustAppend(store, claim, { approvals: [ask("granted", now - 1)] });

    const wanted = changeOf({ intents: [intentOf(claim.run)] });

    expect(await store.append(granted, wanted)).toEqual({ is: "unapproved", step: "scale" });
    expect(await store.openIntents(claim.run)).toEqual([]);
  });

  test("lets a used approval go on however old it is", async () => {
    const { store, now } = await opened(freshDatabase);
    const { claim, ask } = await asked(store);
    const used = await mustAppend(store, claim, { approvals: [ask("used", now - 1)] });

    const wanted = changeOf({ intents: [intentOf(claim.run)] });

    expect(await store.append(used, wanted)).toMatchObject({ is: "stored" });
  });

  test.each(["denied", "expired", "withdrawn", "replaced"] as const)(
    "refuses an effect whose approval is %s",
    async (standing) => {
      const { store, now } = await opened(freshDatabase);
      const { claim, ask } = await asked(store);
      const ended = await mustAppend(store, claim, { approvals: [ask(standing, now + LATER)] });

      const wanted = changeOf({ intents: [intentOf(claim.run)] });

      expect(await store.append(ended, wanted)).toMatchObject({ is: "unapproved" });
    },
  );

  test.each([
    ["another key", { key: "another" }],
    ["another digest", { approval: { round: 1, digest: "sha256:0" } }],
    ["another item", { item: 1 }],
    ["a round that nobody was asked in", { approval: { round: 2, digest: "sha256:0" } }],
  ])("keeps no intent with %s", async (_what, more) => {
    const { store, now } = await opened(freshDatabase);
    const { claim, ask } = await asked(store);
    const granted = await mustAppend(store, claim, { approvals: [ask("granted", now + LATER)] });

    const wanted = changeOf({ intents: [intentOf(claim.run, more)] });

    await expect(store.append(granted, wanted)).rejects.toThrow(/intents/);
  });

  test("keeps no request under the digest of another", async () => {
    const { store, now } = await opened(freshDatabase);
    const { claim, ask } = await asked(store);
    const forged = { ...ask("waiting", now), round: 2, digest: `sha256:${"0".repeat(64)}` };

    await expect(store.append(claim, changeOf({ approvals: [forged] }))).rejects.toThrow(
      /approvals/,
    );
  });

  test("lists what waits, the oldest first, and nothing that does not wait", async () => {
    const { store } = await opened(freshDatabase);
    const first = await asked(store);
    const second = await asked(store);
    const third = await asked(store);
    await mustAppend(store, second.claim, { approvals: [second.ask("denied", null)] });

    const waiting = await store.waitingApprovals(1_000);

    const own = waiting.filter(({ run }) =>
      [first, second, third].some(({ claim }) => claim.run === run),
    );
    expect(own.map(({ run }) => run)).toEqual([first.claim.run, third.claim.run]);
    expect(own[0]).toMatchObject({ step: "scale", request: { risk: "low" }, votes: [] });
    expect(await store.waitingApprovals(1)).toHaveLength(1);
  });
}

async function opened(freshDatabase: FreshDatabase) {
  const { store } = await openWorld(freshDatabase);
  return { store, now: await store.now() };
}

/** A run whose step "scale" waits for an approval. */
async function asked(store: RunStore) {
  const run = randomUUID();
  const effect = exampleEffect({ key: `${run}/scale/0/run` });
  const request = exampleRequest({ run, effects: [effect] });
  const ask = (standing: ApprovalRecord["standing"], useBy: number | null): ApprovalRecord => ({
    step: "scale",
    round: 1,
    digest: requestDigest(request),
    request: requestText(request),
    effects: request.effects,
    votes: [],
    standing,
    expires: request.expires,
    useBy,
    decidedBy: null,
  });
  await store.create(newRun({ state: stateOf(run), approvals: [ask("waiting", null)] }));
  const { claim } = await mustClaim(store, run);
  return { claim, ask };
}

function intentOf(run: string, more: Partial<NewIntent> = {}): NewIntent {
  const key = `${run}/scale/0/run`;
  return {
    step: "scale",
    item: 0,
    phase: "run",
    attempt: 1,
    key,
    effect: "idempotent",
    digest: "sha256:1",
    approval: { round: 1, digest: exampleEffect({ key }).digest },
    ...more,
  };
}
