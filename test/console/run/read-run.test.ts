import { describe, expect, test } from "vitest";
import { readRunsTogether } from "../../../src/console/run/read-run.ts";
import { accessOf, actorNamed } from "../../engine/approval/people.ts";
import { createOutside } from "../../engine/worker/outside.ts";
import { entryOf, servedDesk } from "../../intake/api/desk-world.ts";
import { waitFor } from "../../intake/api/requests.ts";

const PEOPLE = accessOf({ ann: ["responder"], vic: ["viewer"] }, { others: ["eve"] });

const ASK = {
  id: "well",
  kind: "ask",
  with: { question: "Is it well?", of: ["team-test"], choices: ["yes", "no"] },
};

/** A run that waits, and those who read it together, with what they asked of the desk. */
async function world() {
  const { kinds } = createOutside();
  const asking = entryOf("asking", [ASK], { owner: "team-test" }, kinds);
  const api = await servedDesk([asking], { actor: () => actorNamed("ann"), access: PEOPLE });
  const { id } = await api.start("asking");
  await waitFor(api, id, ({ pending }) => pending.length > 0);
  const asked: string[] = [];
  const { desk } = api;
  let at = 0;
  const read = readRunsTogether(
    {
      ...desk,
      get: (run) => {
        asked.push("get");
        return desk.get(run);
      },
      history: (run, after) => {
        asked.push(`after ${after}`);
        return desk.history(run, after);
      },
    },
    { now: () => at, forMs: 1_000 },
  );
  return { api, id, asked, read, pass: () => (at += 1_000) };
}

describe("those who look at the same run", () => {
  test("read it once, and after that what is new", async () => {
    const { api, id, asked, read, pass } = await world();

    await Promise.all([read(id, actorNamed("ann")), read(id, actorNamed("vic"))]);
    expect(asked).toEqual(["after 0", "get"]);
    let seen = 0;
    // The worker may still have been about to put the run down.
    do {
      asked.length = 0;
      pass();
      const known = await read(id, actorNamed("vic"));
      seen = known.ok ? known.value.events.length : 0;
    } while (asked.includes("get"));
    expect(asked).toEqual([`after ${seen}`]);

    const order = { is: "answer", answer: "yes", about: { step: "well" } } as const;
    await api.desk.send(id, order, actorNamed("ann"));
    await waitFor(api, id, ({ outcome }) => outcome !== null);
    pass();
    const now = await read(id, actorNamed("vic"));
    expect(now).toMatchObject({ ok: true, value: { run: { state: "ended" } } });
    const whole = await api.desk.history(id, 0);
    expect(now.ok && now.value.events).toEqual(whole.ok && whole.value);
  });

  test("tell nothing to somebody who may not see it, though others look", async () => {
    const { id, read } = await world();
    const nowhere = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";

    await read(id, actorNamed("ann"));
    const hidden = await read(id, actorNamed("eve"));
    const nothing = await read(nowhere, actorNamed("eve"));
    expect(hidden.ok).toBe(false);
    expect(JSON.stringify(hidden).replaceAll(id, nowhere)).toBe(JSON.stringify(nothing));
  });
});
