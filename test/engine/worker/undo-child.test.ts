import { describe, expect, test } from "vitest";
import { bringToEnd, fire, lapsing, set, startWorlds, type World } from "./world.ts";

const openWorld = await startWorlds();

const UNDO_ASKED = { is: "undo_asked", by: "ann" } as const;

describe("a run that called another playbook", () => {
  test("has all of it taken back in reverse, the other run's changes in their place", async () => {
    const { world, run, wakes } = await ended(set("second"), set("third"));

    await world.send(run, UNDO_ASKED);
    await drive(world, [run, ...wakes]);

    expect(undosOf(world)).toEqual(["last", "third", "second", "first"]);
    expect(await undoOf(world)).toEqual(["undone", "undone"]);
  });

  test("keeps what it changed before a playbook that could not take all back", async () => {
    const { world, run, wakes } = await ended(set("second"));
    world.outside.answerWith("second", async () => ({
      ok: false,
      failure: { code: "E602", message: "It was changed since", remedy: "Look.", retry: "never" },
    }));

    await world.send(run, UNDO_ASKED);
    await drive(world, [run, ...wakes]);

    expect(undosOf(world)).toEqual(["last", "second"]);
    expect(await undoOf(world)).toEqual(["undo_failed", "undo_failed"]);
    expect((await world.record(run)).state.changes.map(({ undo }) => undo.is)).toEqual([
      "not_asked",
      "failed",
      "undone",
    ]);
  });

  test("hears from one that has nothing with a way back, and goes on", async () => {
    const { world, run, wakes } = await ended(fire("shot"));

    await world.send(run, UNDO_ASKED);
    await drive(world, [run, ...wakes]);

    expect(undosOf(world)).toEqual(["last", "first"]);
    expect((await world.record(run)).undo).toBe("undone");
  });

  test("asks again when whoever had asked is gone, and is answered once", async () => {
    const { world, run, wakes } = await ended(set("second"));
    await world.send(run, UNDO_ASKED);
    const mute = {
      ...lapsing(world.store),
      send: () => Promise.reject(new Error("the worker died")),
    };

    await world.worker({ store: mute }).onWake(run, 1);
    await drive(world, [run, ...wakes]);

    expect(undosOf(world)).toEqual(["last", "second", "first"]);
  });

  test("is told when the record of the other run is gone", async () => {
    const { world, run, wakes } = await ended(set("second"));
    const store: World["store"] = {
      ...world.store,
      send: async (message) =>
        message.event.is === "undo_asked" ? { is: "no_such_run" } : world.store.send(message),
    };
    await world.send(run, UNDO_ASKED);

    await drive(world, [run, ...wakes], store);

    expect(undosOf(world)).toEqual(["last"]);
    expect((await world.record(run)).undo).toBe("undo_failed");
  });
});

/** A run that changed something, called a playbook with these steps, and changed something more. */
async function ended(...steps: readonly object[]) {
  const wakes: string[] = [];
  const world = openWorld({ wake: (run) => wakes.push(run) });
  const use = `${world.programOf(steps).playbook.name}@*`;
  const call = { id: "call", kind: "playbook", with: { use }, on_failure: "continue" };
  const run = await world.begin(world.programOf([set("first"), call, set("last")]));
  for (let next = wakes.shift(); next !== undefined; next = wakes.shift()) {
    await world.worker().onWake(next, 0);
  }
  await bringToEnd(world, run);
  return { world, run, wakes };
}

/** Works on whatever is woken until nobody is. */
async function drive(world: World, wakes: string[], store = world.store): Promise<void> {
  const dispatcher = { wake: (run: string) => void wakes.push(run) };
  const worker = world.worker({ store, dispatcher });
  for (let run = wakes.shift(); run !== undefined; run = wakes.shift()) await worker.onWake(run, 1);
}

function undosOf({ outside }: World): readonly string[] {
  return outside.sent.flatMap(({ step, key }) => (key.endsWith("/undo") ? [step] : []));
}

/** Of the run and the one inside it. */
async function undoOf({ store, outside }: World): Promise<readonly (string | null | undefined)[]> {
  const runs = new Set(outside.sent.map(({ key }) => key.split("/")[0] ?? ""));
  return Promise.all([...runs].map(async (run) => (await store.get(run))?.undo));
}
