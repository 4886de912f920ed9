import process from "node:process";
import { describe, expect, test, vi } from "vitest";
import type { Access } from "../../../src/access/authorize.ts";
import type { RecordedEvent, RunRecord } from "../../../src/ports/run-store.ts";
import { approvalOf } from "../../../src/engine/machine/approvals.ts";
import { accessOf } from "../approval/people.ts";
import { fire, startWorlds, type World } from "./world.ts";

/** More of them find rarer mistakes; this many take a few seconds. */
const ROUNDS = Number(process.env["APPROVAL_ROUNDS"] ?? 15);
const PEOPLE = 20;
const QUORUM = 3;

vi.setConfig({ testTimeout: 10_000 + ROUNDS * 2_000 });

const openWorld = await startWorlds();

const NAMES = Array.from({ length: PEOPLE }, (_, index) => `voter-${index + 1}`);
const ALL = accessOf(Object.fromEntries(NAMES.map((name) => [name, ["approver" as const]])));
const FEW = accessOf(
  Object.fromEntries(
    NAMES.map((name, index) => [name, [index % 2 === 0 ? ("approver" as const) : "viewer"]]),
  ),
);

describe("twenty people who approve, deny and revoke at the same moment", () => {
  test.each([
    ["and nobody denies", 0, false],
    ["and one in ten denies", 0.1, false],
    ["while the run is stopped", 0, true],
  ])("%s: the quorum is exact, and there is one decision", async (_when, denials, isStopped) => {
    const world = openWorld();
    const sent = { yes: 0, no: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      let access = ALL;
      const run = await ask(world);
      const { digest } = waiting(await world.record(run));
      const workers = [0, 1].map(() => world.worker({ access: () => access }));

      await Promise.all([
        ...NAMES.map(async (by, index) => {
          const chance = chanceOf(round, index);
          const said = { is: "voted", step: "shot", by } as const;
          if (chance < denials) await world.send(run, { ...said, vote: "deny" });
          else await world.send(run, { ...said, vote: "approve", plan: digest });
          if (chance > 0.7) await world.send(run, { is: "revoked", step: "shot", by });
        }),
        ...(isStopped ? [world.send(run, { is: "stopped", by: "ann", undo: false })] : []),
        ...workers.map((worker) => worker.onWake(run, 0)),
        Promise.resolve().then(() => {
          if (round % 5 === 4) access = FEW;
        }),
      ]);
      for (const worker of workers) await worker.onWake(run, 0);

      const isSent = world.outside.sent.some((effect) => effect.run === run);
      expect(world.outside.sent.filter((effect) => effect.run === run).length).toBeLessThan(2);
      const history = await world.store.history(run);
      expect(mistakes(history, await world.record(run), isSent)).toEqual([]);
      sent[isSent ? "yes" : "no"]++;
    }
    // A test in which nothing is ever sent, or nothing ever refused, would prove little.
    const isProof = denials > 0 || isStopped ? sent.no > 0 : sent.yes > 0;
    expect(isProof).toBe(true);
  });
});

async function ask(world: World): Promise<string> {
  const approve = { by: ["team-test"], count: QUORUM };
  const run = await world.begin(world.programOf([fire("shot", { approve })]), { mode: "approve" });
  await world.worker({ access: (): Access => ALL }).onWake(run, 0);
  return run;
}

function waiting({ state }: RunRecord) {
  const approval = approvalOf(state, "shot");
  if (approval?.standing !== "waiting") throw new Error("it must wait for an approval");
  return approval;
}

/** Counts votes anew from the record, without the machine that counted them first. */
function mistakes(
  history: readonly RecordedEvent[],
  { outcome }: RunRecord,
  isSent: boolean,
): readonly string[] {
  const yes = new Set<string>();
  let denied: string | undefined;
  let begun: { readonly yes: number; readonly denied: string | undefined } | undefined;
  for (const { event, notes } of history) {
    const isStart = notes.some((note) => note === 'Began "shot".');
    if (isStart) begun = { yes: yes.size, denied };
    if (begun !== undefined) continue;
    if (event.is === "voted" && event.vote === "approve" && yes.size < QUORUM) {
      yes.add(event.by);
    }
    if (event.is === "voted" && event.vote === "deny") denied ??= event.by;
    if (event.is === "revoked") yes.delete(event.by);
  }
  if (!isSent) return [];
  if (begun === undefined) return ["sent without having begun"];
  return [
    ...(begun.denied === undefined ? [] : [`sent although ${begun.denied} denied it`]),
    ...(begun.yes >= QUORUM ? [] : [`sent with ${begun.yes} votes`]),
    ...(outcome === "denied" ? ["sent, and ended as denied"] : []),
  ];
}

/** The same in each run of the test. */
function chanceOf(round: number, index: number): number {
  const mixed = Math.imul(round * 7_919 + index * 104_729 + 12_345, 2_654_435_761) >>> 0;
  return mixed / 2 ** 32;
}
