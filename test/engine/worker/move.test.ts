import { describe, expect, test } from "vitest";
import { answered, notSent, type Happening, woke } from "../../../src/engine/worker/happening.ts";
import { moveOn } from "../../../src/engine/worker/move.ts";
import { Driver, fire, programOf, read, UNVERIFIED } from "../machine/driver.ts";

const NOW = { at: 1_000, chance: 1 };

describe("several events in one move", () => {
  test("are recorded in their order, each with what it led to", () => {
    const { program, run, performs } = begun([read("a"), read("b")]);

    const move = moveOn(program, run, [woke(NOW), succeeded(performs[0])], performs);

    expect(move.events.map(({ event }) => event.is)).toEqual(["woke", "performed"]);
    expect(move.events[1]?.notes).toContain('"a" is done.');
    expect(move.performs.map(({ step }) => step)).toEqual(["b"]);
  });

  test("leave an effect to be performed that no event has concerned", () => {
    const { program, run, performs } = begun([fire("shot", UNVERIFIED)]);

    expect(moveOn(program, run, [woke(NOW)], performs).performs).toEqual(performs);
  });

  test("want nothing any more that was given up before it was sent", () => {
    const { program, run, performs } = begun([read("a")]);
    const stopped = byAnn({ is: "stopped", at: 1_000, by: "ann", undo: false });

    const move = moveOn(program, run, [stopped], performs);

    expect(move.performs).toEqual([]);
    expect(move.effects.map(({ is }) => is)).toContain("abort");
  });

  test("want nothing any more that was answered before it was sent", () => {
    const { program, run, performs } = begun([read("a"), fire("shot", UNVERIFIED)]);
    const first = moveOn(program, run, [succeeded(performs[0])], performs);
    const [shot] = first.performs;
    if (shot === undefined) throw new Error("the machine wants the shot");
    const failure = { code: "E309", message: "It is held", remedy: "Wait." } as const;

    const refused = notSent(shot, failure, NOW);
    const move = moveOn(program, run, [succeeded(performs[0]), refused], performs);

    expect(move.performs).toEqual([]);
    expect(move.run.steps["shot"]).toMatchObject({
      tasks: [{ state: { is: "acting", call: { is: "backing_off", attempt: 1 } } }],
    });
  });
});

function begun(steps: readonly object[]) {
  const program = programOf(steps);
  const driver = new Driver(program);
  return { program, run: driver.run, performs: driver.performs() };
}

function succeeded(perform: Parameters<typeof answered>[0] | undefined): Happening {
  if (perform === undefined) throw new Error("the machine wants something");
  return answered(perform, { is: "succeeded", output: { value: 1 } }, NOW);
}

function byAnn(event: Happening["event"]): Happening {
  return { event, actor: "ann", surface: "test" };
}
