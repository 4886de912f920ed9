import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../postgres/server.ts";
import { chanceOf } from "./chance.ts";
import type { Judged, Place } from "./experiments/experiment.ts";
import { dieOf } from "./experiments/kill-boundaries.ts";
import { race } from "./experiments/race.ts";
import { whyTrivial } from "./history/trivial-pass.ts";
import { PROGRAM } from "./replica/start-replica.ts";
import { wishFor } from "./world/wish.ts";

// Whoever asks first starts the server, which takes longer than a test may.
await freshDatabase(afterAll);

/** Several processes are started, on machines that may be busy. */
const LONG = { timeout: 120_000 };

const SENT = { moment: "effect_answered", passage: 1, signal: "SIGKILL", lingerMs: 0 } as const;

describe("a small sample of the experiments", LONG, () => {
  test("keeps every promise when two replicas race for what a third left behind", async () => {
    const judged = await race.round(4, chanceOf("sample"), await placeOf(PROGRAM));

    expect(judged).toMatchObject({ faults: 4, violations: [] });
    expect([...whyTrivial(judged)]).toEqual([]);
  });

  test("keeps every promise when a replica is killed with an answer that nobody has heard", async () => {
    const judged = await killOne(await placeOf(PROGRAM));

    expect(judged).toMatchObject({ faults: 1, violations: [] });
    expect([...whyTrivial(judged)]).toEqual([]);
  });
});

function killOne(place: Place): Promise<Judged> {
  const chance = chanceOf("sample");
  return dieOf([{ trap: SENT, wishes: [wishFor("once", chance)] }], chance, place);
}

async function placeOf(program: string): Promise<Place> {
  return { program, folder: await temporaryFolder(), database: await freshDatabase() };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-sample-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
