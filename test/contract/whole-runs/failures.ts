import { expect, test } from "vitest";
import { gate } from "../../engine/worker/outside.ts";
import { fire, read, set } from "../../engine/worker/world.ts";
import type { OpenCrew } from "../whole-runs.ts";

export function exerciseFailures(openCrew: OpenCrew): void {
  test("tries again what may pass", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    let left = 2;
    world.outside.answerWith("look", async () => (left-- > 0 ? fails("later") : DONE));
    const retry = { max: 3, backoff: "5ms", jitter: "none" };
    const program = world.programOf([read("look", { retry })]);

    const { outcome } = await endOf(await begin(program), program);

    expect(outcome).toBe("nothing_to_do");
    expect(world.outside.sentBy("look").map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test("takes back what it has changed", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    world.outside.answerWith("second", async () => fails("never"));
    const program = world.programOf([set("first", { undo: "auto" }), read("second")]);

    const { outcome } = await endOf(await begin(program), program);

    expect(outcome).toBe("escalated");
    const kinds = world.outside.sent.map(({ kind }) => kind);
    expect(kinds).toEqual(["test.set", "test.read", "undo"]);
  });

  test("waits its turn for a target that another run holds", async () => {
    const { world, goToWork, begin, endOf } = await openCrew();
    goToWork();
    const held = gate();
    world.outside.answerWith("hold", held.behaviour);
    const sent = world.outside.nextSent("hold");
    const holding = world.programOf([set("hold", SHARED)]);
    const holder = await begin(holding);
    await sent;
    const program = world.programOf([fire("shot", SHARED)]);

    const run = await begin(program);
    held.open();

    await endOf(holder, holding);
    await endOf(run, program);
    expect(world.outside.sent.map(({ step }) => step)).toEqual(["hold", "shot"]);
  });
}

const SHARED = { with: { target: "shared" } };
const DONE = { ok: true, output: { value: 1 }, summary: "Done." } as const;

function fails(retry: "later" | "never") {
  const message = "it said no";
  return { ok: false, failure: { code: "E602", message, remedy: "Ask it why.", retry } } as const;
}
