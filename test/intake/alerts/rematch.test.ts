import { expect, test } from "vitest";
import type { Found } from "../../../src/engine/start-child.ts";
import { rematchOnChange } from "../../../src/intake/alerts/rematch.ts";
import { firing } from "../../integrations/postgres/alerts/world.ts";
import { LOOKS, matchingWorld, PICKY } from "./world.ts";

test("an alert that nothing took gets its run once a playbook for it is active", async () => {
  const { intake, queue, match, resultOf } = await matchingWorld([]);
  let entries: readonly Found[] = [];
  const rematch = rematchOnChange(queue, async () => entries);
  await rematch();
  await intake.takeIn([firing()]);
  await match({ scene: { entries } });
  await rematch();
  expect(await match({ scene: { entries } })).toBe(0);

  entries = [LOOKS];
  await rematch();
  await match({ scene: { entries } });

  expect(await resultOf("5f")).toBe("started");
});

test("another version is another playbook, and a look that fails is made up for", async () => {
  const { queue, intake, match } = await matchingWorld([PICKY]);
  let entries = [PICKY];
  let isAway = false;
  const lookAgain = async (): Promise<void> => {
    if (isAway) throw new Error("the database is away");
    await queue.lookAgain();
  };
  const rematch = rematchOnChange({ lookAgain }, async () => entries);
  await rematch();
  await intake.takeIn([firing({ labels: { queue: "bad" } })]);
  await match();

  isAway = true;
  entries = [{ ...PICKY, pinned: { ...PICKY.pinned, hash: "sha256:another" } }];
  await expect(rematch()).rejects.toThrow("away");
  isAway = false;
  await rematch();

  expect(await match()).toBe(1);
});
