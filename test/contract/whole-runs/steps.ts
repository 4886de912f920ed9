import { expect, test } from "vitest";
import { gate } from "../../engine/worker/outside.ts";
import { fire, read, set } from "../../engine/worker/world.ts";
import type { OpenCrew } from "../whole-runs.ts";

export function exerciseSteps(openCrew: OpenCrew): void {
  test("steps one after the other", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const program = world.programOf(["a", "b", "c"].map((id) => read(id)));

    const { outcome } = await endOf(await begin(program), program);

    expect(outcome).toBe("nothing_to_do");
    expect(world.outside.sent.map(({ step }) => step)).toEqual(["a", "b", "c"]);
  });

  test("branches side by side", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const { outside } = world;
    const gates = { a: gate(), b: gate() };
    outside.answerWith("a", gates.a.behaviour);
    outside.answerWith("b", gates.b.behaviour);
    const both = Promise.all([outside.nextSent("a"), outside.nextSent("b")]);
    const program = world.programOf([{ parallel: [read("a"), read("b")] }, read("after")]);

    const run = await begin(program);
    await both;
    gates.b.open();
    gates.a.open();

    expect((await endOf(run, program)).outcome).toBe("nothing_to_do");
    expect(outside.sentBy("after")).toHaveLength(1);
  });

  test("a wait", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const wait = { id: "pause", kind: "wait", with: { for: "20ms" } };
    const program = world.programOf([read("a"), wait, read("b")]);

    const { state } = await endOf(await begin(program), program);

    expect(state.path).toEqual(["a", "pause", "b"]);
  });

  test("looks again and again, until they show what it waits for", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    let value = 2;
    world.outside.answerWith("empty", async () => ({ ...DONE, output: { value: --value } }));
    const poll = { kind: "test.read", with: { target: "one" }, that: "now.value == 0" };
    const until = { id: "empty", kind: "wait_until", with: { ...poll, every: "1s" } };
    const program = world.programOf([until]);

    const { state } = await endOf(await begin(program), program);

    expect(state.steps["empty"]).toMatchObject({
      tasks: [{ state: { is: "done", output: { met: true } } }],
    });
    expect(world.outside.sentBy("empty")).toHaveLength(2);
  });

  test("a change, and looks after it until they show that it helped", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const values = [1, 1, 2];
    world.outside.answerWith("one", async ({ kind }) =>
      kind === "test.read" ? { ...DONE, output: { value: values.shift() ?? 2 } } : DONE,
    );
    const look = { kind: "test.read", with: { target: "one" } };
    const verify = { ...look, that: "after.value > before.value", every: "1s" };
    const program = world.programOf([set("one", { verify, because: undefined })]);

    const { outcome } = await endOf(await begin(program), program);

    expect(outcome).toBe("resolved");
    expect(values).toEqual([]);
  });

  test("another playbook, and hears how that ended", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const wait = { id: "pause", kind: "wait", with: { for: "5ms" } };
    const { playbook } = world.programOf([read("inside"), wait]);
    const call = { id: "call", kind: "playbook", with: { use: `${playbook.name}@*`, params: {} } };
    const program = world.programOf([call, read("after")]);

    const { outcome } = await endOf(await begin(program), program);

    expect(outcome).toBe("nothing_to_do");
    expect(world.outside.sent.map(({ step }) => step)).toEqual(["inside", "after"]);
  });

  test("its effects once, however many runs there are", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const program = world.programOf([read("look"), fire("shot"), read("check")]);

    const runs = await Promise.all(Array.from({ length: 30 }, () => begin(program)));
    for (const run of runs) await endOf(run, program);

    const keys = world.outside.sentBy("shot").map(({ key }) => key);
    expect(keys).toHaveLength(30);
    expect(new Set(keys).size).toBe(30);
  });
}

const DONE = { ok: true, output: { value: 1 }, summary: "Done." } as const;
