import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Judged } from "../experiments/experiment.ts";
import { openProgress } from "./progress.ts";

const NAME = { experiment: "race", seed: 7, round: 0, tries: 50, commit: "abc" };

const JUDGED: Judged = {
  tries: 50,
  faults: 50,
  effects: 120,
  succeeded: 100,
  violations: [],
  times: [1, 2],
};

describe("the progress of experiments", () => {
  test("is known to the next call", async () => {
    const folder = await temporaryFolder();
    await (await openProgress(folder)).keep(NAME, JUDGED);

    expect((await openProgress(folder)).find(NAME)).toEqual(JUDGED);
  });

  test.each([
    { seed: 8 },
    { round: 1 },
    { tries: 49 },
    { commit: "def" },
    { experiment: "zombie" },
  ])("counts for nothing else: %j", async (more) => {
    const folder = await temporaryFolder();
    await (await openProgress(folder)).keep(NAME, JUDGED);

    expect((await openProgress(folder)).find({ ...NAME, ...more })).toBeUndefined();
  });

  test("leaves out the round that was being written when somebody died", async () => {
    const folder = await temporaryFolder();
    await (await openProgress(folder)).keep(NAME, JUDGED);
    await appendFile(join(folder, "progress.jsonl"), '{"name":{"experiment":"race","se');

    expect((await openProgress(folder)).find(NAME)).toEqual(JUDGED);
  });
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-progress-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
