import { describe, expect, test } from "vitest";
import { Budgets } from "../../../../src/config/settings/budgets.ts";
import type { MetricsAnswer } from "../../../../src/ports/metrics-source.ts";
import type { Weighed } from "../../../../src/steps/step-kind.ts";
import { NOBODY } from "../nobody.ts";
import { bringToEnd, replayed, set, startWorlds, type World } from "../world.ts";

const openWorld = await startWorlds();

describe("a run", () => {
  test("changes no more targets than its playbook says", async () => {
    const world = openWorld();
    const on = (target: string) => ({ with: { target: `${target}-\${{ run.id }}` } });
    const program = world.programOf([set("one", on("a")), set("two", on("b"))], safety());
    const run = await world.begin(program);

    await bringToEnd(world, run);

    expect(world.outside.sent.map(({ step }) => step)).toEqual(["one"]);
    const { state } = await world.record(run);
    expect(state.phase).toMatchObject({
      ending: { outcome: "escalated", failure: { code: "E345" } },
    });
    expect(await replayed(world, run, program)).toEqual(state);
  });

  test("may change the same target more than once", async () => {
    const world = openWorld();
    const run = await world.begin(world.programOf([set("one"), set("two")], safety()));

    await bringToEnd(world, run);

    expect(world.outside.sent).toHaveLength(2);
  });

  test("does not change a size further than everybody may", async () => {
    const world = openWorld();
    weighing(world, { size: { before: 3, after: 100 }, losses: [] });
    const run = await world.begin(world.programOf([set("one")], safety()));

    await bringToEnd(world, run, world.worker({ budgets: Budgets.parse({}) }));

    expect(world.outside.sent).toEqual([]);
    expect((await world.record(run)).state.phase).toMatchObject({
      ending: { failure: { code: "E344" } },
    });
  });

  test("sends nothing while nobody can say what would become unavailable, and tries again", async () => {
    const world = openWorld();
    let looks = 0;
    weighWith(world, async () => {
      looks += 1;
      if (looks === 1) throw new Error("the cluster is away");
      return { ok: true, weight: { size: null, losses: [] } };
    });
    const run = await world.begin(world.programOf([set("one")], safety()));

    await bringToEnd(world, run);

    expect(looks).toBe(2);
    expect(world.outside.sentBy("one")).toMatchObject([{ number: 2 }]);
  });
});

describe("the signal that a playbook watches", () => {
  test("holds a change back until it is as it shall be", async () => {
    const world = openWorld();
    const values = [9, 9, 1];
    const run = await world.begin(world.programOf([set("one")], GUARDED));

    await bringToEnd(
      world,
      run,
      guarded(world, () => found(values.shift() ?? 1)),
    );

    expect(world.outside.sentBy("one")).toMatchObject([{ number: 1 }]);
    const notes = (await world.store.history(run)).flatMap((entry) => entry.notes);
    expect(notes).toContain('"one" is held back: errors is 9, and value < 5 must hold.');
  });

  test("that cannot be read holds it back as well, until a person is told", async () => {
    const world = openWorld();
    const program = world.programOf([set("one")], GUARDED);
    const run = await world.begin(program);

    await bringToEnd(
      world,
      run,
      guarded(world, async () => ({ is: "found", series: [], warnings: [] })),
    );

    expect(world.outside.sent).toEqual([]);
    expect((await world.record(run)).state.phase).toMatchObject({
      ending: { outcome: "escalated", failure: { code: "E347" }, escalateTo: "team-test" },
    });
  });

  const GUARDED = safety({
    page_after: "3s",
    guard: { query: "errors", connection: "metrics", that: "value < 5" },
  });

  function guarded(world: World, now: () => Promise<MetricsAnswer>) {
    const metrics = () => ({ now, over: () => Promise.reject(new Error("nobody asks for it")) });
    return world.worker({ needs: { ...NOBODY, metrics } });
  }

  async function found(value: number): Promise<MetricsAnswer> {
    return { is: "found", series: [{ labels: {}, samples: [{ at: 0, value }] }], warnings: [] };
  }
});

function safety(more: object = {}) {
  return { safety: { mode: "auto", deadline: "1h", ...more } };
}

function weighing(world: World, weight: Extract<Weighed, { readonly ok: true }>["weight"]): void {
  weighWith(world, async () => ({ ok: true, weight }));
}

function weighWith({ outside }: World, weigh: () => Promise<Weighed>): void {
  const kind = outside.kinds.get("test.set");
  if (kind?.carrier !== "step") throw new Error("it is a kind of the outside");
  kind.weigh = weigh;
}
