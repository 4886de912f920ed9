import { expect, onTestFinished, test } from "vitest";
import { openUpkeep } from "../../../../src/integrations/postgres/upkeep/open-upkeep.ts";
import { claimedRun, createdRun } from "../../../contract/run-store/world.ts";
import { worldOfOldThings } from "./long-ago.ts";

test("a census tells how everything stands, as the serving role may see it", async () => {
  const world = await worldOfOldThings();
  const { upkeep, close } = openUpkeep(world.app, () => undefined);
  onTestFinished(close);
  await world.endedRun();
  await claimedRun(world.store);
  const due = await createdRun(world.store);
  const orphan = await createdRun(world.store);
  await world.query("update runs set claims_without_progress = 3 where id = $1", [orphan]);
  await world.query(
    `insert into approvals (run_id, step, round, digest, request, standing, votes, asked_at, expires_at)
     values ($1, 'clear', 1, 'sha256:' || encode(sha256('{}'), 'hex'), '{}', 'waiting', '[]', now() - interval '90 s', now())`,
    [due],
  );
  await upkeep.sayPresent({ name: "w", version: "1" });

  const census = await upkeep.census();

  expect(census).toMatchObject({
    live: 3,
    waiting: 1,
    orphaned: 1,
    approvalsWaiting: 1,
    outboxWaiting: 0,
    oldestOutboxMs: 0,
    messagesWaiting: 0,
    alertsOpen: 0,
    workers: 1,
    anchorBehind: 0,
    recordComplete: 1,
    sweptAgoMs: null,
  });
  expect(census.oldestApprovalMs).toBeGreaterThanOrEqual(90_000);
  expect(census.unsealedMs).toBeGreaterThan(0);
});

test("a census shows that entries are missing at the end of a run, and that all others are sealed", async () => {
  const world = await worldOfOldThings();
  const { upkeep, close } = openUpkeep(world.app, () => undefined);
  onTestFinished(close);
  await world.endedRun();
  const cut = await world.endedRun();
  await world.sealed.sealAll();
  await world.query("alter table events disable trigger events_are_kept");
  await world.query("delete from events where subject = $1 and seq > 1", [`run:${cut}`]);

  expect(await upkeep.census()).toMatchObject({ recordComplete: 0.5, unsealedMs: 0 });
});
