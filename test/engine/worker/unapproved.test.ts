import { describe, expect, test } from "vitest";
import type { Access } from "../../../src/access/authorize.ts";
import type { PlannedEffect } from "../../../src/model/approval.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import { type ApprovalCheck, refuseUnapproved } from "../../../src/engine/worker/unapproved.ts";
import type { Program } from "../../../src/playbook/program.ts";
import { accessOf } from "../approval/people.ts";
import { Driver, programOf, set as machineSet } from "../machine/driver.ts";
import { fire, set, startWorlds, UNVERIFIED, type World, yesTo } from "./world.ts";

const openWorld = await startWorlds();

const APPROVERS = accessOf({ ann: ["approver"], bob: ["approver"] });
const OTHERS = accessOf({ ann: ["responder"], bob: ["approver"] });
const ASKED = { mode: "approve" } as const;

async function approved(world: World, steps: readonly object[], access: () => Access) {
  const run = await world.begin(world.programOf(steps), ASKED);
  const worker = world.worker({ access });
  await worker.onWake(run, 0);
  await world.send(run, yesTo(await world.record(run), "shot"));
  return { run, worker };
}

describe("an effect that people have agreed to", () => {
  test("is sent when all of it still holds, and its intent names what they agreed to", async () => {
    const world = openWorld();
    const { run, worker } = await approved(world, [fire("shot")], () => APPROVERS);

    await worker.onWake(run, 1);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
    const { approvals } = (await world.record(run)).state;
    expect(approvals["shot"]).toMatchObject({ standing: "granted", votes: [{ by: "ann" }] });
  });

  test("is not sent when somebody who agreed may not any more, and others are asked", async () => {
    const world = openWorld();
    let access = APPROVERS;
    const { run, worker } = await approved(world, [fire("shot")], () => access);
    access = OTHERS;

    await worker.onWake(run, 1);

    expect(world.outside.sentBy("shot")).toEqual([]);
    const { approvals, steps } = (await world.record(run)).state;
    expect(steps["shot"]?.is).toBe("awaiting_approval");
    expect(approvals["shot"]).toMatchObject({
      round: 2,
      standing: "waiting",
      votes: [],
      changed: [expect.stringMatching(/^The yes of ann is void: ann is not among/)],
    });
  });

  test("is not sent for an item whose turn comes when the right is lost, and what was done stays", async () => {
    const world = openWorld();
    let access = APPROVERS;
    const foreach = { items: "[1, 2]", max: 2 };
    const { run, worker } = await approved(world, [fire("shot", { foreach })], () => access);
    world.outside.answerWith("shot", async () => {
      access = OTHERS;
      return { ok: true, output: { value: 1 }, summary: "Done." };
    });

    await worker.onWake(run, 1);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
    const { steps } = (await world.record(run)).state;
    expect(steps["shot"]).toMatchObject({
      tasks: [{ state: { is: "done" } }, { state: { is: "failed", failure: { code: "E324" } } }],
    });
  });

  test.each([
    ["with other params", { with: { target: "two", to: 5 } }],
    ["under another key", { key: "r-2/one/0/run" }],
    ["as another kind", { kind: "test.roll" }],
    ["for another item", { item: 1 }],
  ])("is not sent %s", (_what, other) => {
    const { program, run, ...driver } = approvedDriver();
    const performs = [{ ...driver.perform, ...other }];

    const refused = refuseUnapproved({ run, performs }, checkOf(program, run));

    expect(refused).toMatchObject([
      {
        event: {
          result: { is: "unapproved", because: ["What would be sent is not what was approved."] },
        },
      },
    ]);
    expect(refuseUnapproved({ run, performs: [driver.perform] }, checkOf(program, run))).toEqual(
      [],
    );
  });

  test("is not sent in a mode that asks when nobody was asked", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([fire("shot")]), { mode: "auto" });

    await world.worker({ store: inMode(world.store, "approve") }).onWake(run, 0);

    expect(world.outside.sentBy("shot")).toEqual([]);
    expect(world.troubles).toMatchObject([{ what: "run_broke_off" }]);
  });
});

describe("an undo that people have agreed to with its change", () => {
  test("is sent without being asked for again", async () => {
    const world = openWorld();
    const verify = { kind: "test.read", with: { target: "one" }, that: "1 > 2", within: "1ms" };
    const step = set("shot", { verify, undo: "auto", because: undefined });
    const { run, worker } = await approved(world, [step], () => APPROVERS);

    await worker.onWake(run, 1);
    for (let record = await world.record(run); record.outcome === null;) {
      await worker.onWake(run, 0);
      record = await world.record(run);
    }

    expect(world.outside.sentBy("shot").filter(({ kind }) => kind === "undo")).toHaveLength(1);
    const asked = Object.values((await world.record(run)).state.approvals);
    expect(asked).toMatchObject([{ round: 1, request: { effects: [RUN, UNDO] } }]);
  });
});

const RUN: Partial<PlannedEffect> = { phase: "run", item: 0 };
const UNDO: Partial<PlannedEffect> = { phase: "undo", item: 0 };

/** A run whose change has just been approved, and is about to be sent. */
function approvedDriver() {
  const driver = new Driver(programOf([machineSet("one", UNVERIFIED)]), ASKED).vote("one");
  return { program: driver.program, run: driver.run, perform: driver.lastPerform("one") };
}

function checkOf(program: Program, before: Run): ApprovalCheck {
  return { program, before, access: { is: "solo" }, moment: { at: 0, chance: 1 } };
}

function inMode(store: RunStore, mode: "approve"): RunStore {
  return {
    ...store,
    claim: async (...bid) => {
      const claimed = await store.claim(...bid);
      if (claimed === undefined) return claimed;
      const state = { ...claimed.record.state, mode };
      return { ...claimed, record: { ...claimed.record, state } };
    },
  };
}
