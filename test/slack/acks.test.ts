import process from "node:process";
import { expect, test } from "vitest";
import type { Click } from "../../src/model/notice.ts";
import { inParallel, quantile } from "../bench/service/figures.ts";
import { clickedWorld } from "./clicked-world.ts";

/** More of them, and how long they took, with `SLACK_ACKS=2000`. */
const ACKS = Number(process.env["SLACK_ACKS"] ?? 0);
const SLOW_MS = 2_000;

test("a click is acknowledged before Slack has said who it is from, while runs go on", async () => {
  const { workspace, asking, press, ask } = await clickedWorld();
  const { run, digest } = await asking("t");
  const approve: Click = { is: "click", act: "approve", run, step: "scale", digest };
  workspace.meets("users.info", { is: "hang" });

  await ask(press("U0ADA", approve));

  expect(workspace.replies).toEqual([]);
});

test.skipIf(ACKS === 0)(`${ACKS} clicks beside a busy database and a slow Slack`, async () => {
  const { workspace, api, asking, press, ask } = await clickedWorld();
  const { run } = await asking("asked-about");
  workspace.slowDown(SLOW_MS);
  const over = new AbortController();
  let begun = 0;
  const load = inParallel(4, 4, async (lane) => {
    for (let nth = 0; !over.signal.aborted; nth++) {
      // What is refused because all is busy is part of the load.
      const start = api.start("scaling", { target: `load-${lane}-${nth}` });
      begun += await start.then(
        () => 1,
        () => 0,
      );
    }
  });
  const took: number[] = [];

  await inParallel(ACKS, 8, async () => {
    const began = performance.now();
    await ask(press("U0ADA", { is: "click", act: "status", run }));
    took.push(performance.now() - began);
  });
  over.abort();
  await load;

  const figures = [0.5, 0.99, 1].map((share) => quantile(took, share).toFixed(0));
  const beside = `${begun} runs begun beside them`;
  process.stdout.write(`acks in ms, p50/p99/most: ${figures.join(" / ")}, ${beside}\n`);
  expect(took).toHaveLength(ACKS);
});
