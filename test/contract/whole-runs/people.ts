import { expect, test } from "vitest";
import { gate } from "../../engine/worker/outside.ts";
import { fire, read, yesTo } from "../../engine/worker/world.ts";
import type { OpenCrew } from "../whole-runs.ts";
import { stepIs, taskIs } from "./states.ts";

export function exercisePeople(openCrew: OpenCrew): void {
  test("answers a question, and the answer decides", async () => {
    const { world, goToWork, begin, until, tell, endOf } = await openCrew();
    goToWork();
    const question = { question: "Is it well?", of: ["ops"], choices: ["well", "ill"] };
    const program = world.programOf([
      { id: "ask", kind: "ask", with: question },
      read("ill", { when: 'steps.ask.outputs.answer == "ill"' }),
    ]);
    const run = await begin(program);
    await until(run, taskIs("ask", "asking"));

    await tell(run, { is: "answered", step: "ask", item: 0, by: "ann", answer: "ill" });

    expect((await endOf(run, program)).outcome).toBe("nothing_to_do");
    expect(world.outside.sentBy("ill")).toHaveLength(1);
  });

  test("approves a change, and not before it is sent", async () => {
    const { world, goToWork, begin, until, tell, endOf } = await openCrew();
    goToWork();
    const approve = { by: ["ops"], count: 1, expires: "10m" };
    const program = world.programOf([fire("shot", { approve })]);
    const run = await begin(program);
    await until(run, stepIs("shot", "awaiting_approval"));
    expect(world.outside.sent).toEqual([]);

    await tell(run, yesTo(await world.record(run), "shot"));
    await endOf(run, program);

    expect(world.outside.sentBy("shot")).toHaveLength(1);
  });

  test("stops a run that waits", async () => {
    const { world, goToWork, begin, until, tell, endOf } = await openCrew();
    goToWork();
    const wait = { id: "pause", kind: "wait", with: { for: "30m" } };
    const program = world.programOf([wait, fire("shot")]);
    const run = await begin(program);
    await until(run, taskIs("pause", "sleeping"));

    await tell(run, { is: "stopped", by: "ann", undo: false });

    expect((await endOf(run, program)).outcome).toBe("cancelled");
    expect(world.outside.sent).toEqual([]);
  });

  test("stops a run that is in the middle of a read", async () => {
    const { world, goToWork, begin, tell, endOf } = await openCrew();
    goToWork();
    world.outside.answerWith("look", gate().behaviour);
    const sent = world.outside.nextSent("look");
    const program = world.programOf([read("look"), fire("shot")]);
    const run = await begin(program);
    const { signal } = await sent;

    await tell(run, { is: "stopped", by: "ann", undo: false });

    expect((await endOf(run, program)).outcome).toBe("cancelled");
    expect(signal.aborted).toBe(true);
    expect(world.outside.sentBy("shot")).toEqual([]);
  });

  test("stops a run, and the playbook that it called stops as well", async () => {
    const { world, goToWork, begin, until, tell, endOf } = await openCrew();
    goToWork();
    const wait = { id: "pause", kind: "wait", with: { for: "30m" } };
    const inside = world.programOf([wait, fire("shot")]);
    const use = `${inside.playbook.name}@*`;
    const program = world.programOf([{ id: "call", kind: "playbook", with: { use, params: {} } }]);
    const run = await begin(program);
    await until(run, taskIs("call", "calling"));

    await tell(run, { is: "stopped", by: "ann", undo: false });

    expect((await endOf(run, program)).outcome).toBe("cancelled");
    const [called] = await world.store.list({ playbook: inside.playbook.name }, { limit: 1 });
    expect(called).toMatchObject({ parent: { run } });
    if (called !== undefined) await until(called.id, ({ outcome }) => outcome === "cancelled");
    expect(world.outside.sentBy("shot")).toEqual([]);
  });
}
