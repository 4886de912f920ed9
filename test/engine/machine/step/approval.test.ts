import { describe, expect, test } from "vitest";
import { Driver, failure, fire, MINUTE, programOf, read, set, UNVERIFIED } from "../driver.ts";

function asking(approve: object = {}, more: object = {}): Driver {
  return new Driver(
    programOf([fire("one", { approve: { by: ["ops"], ...approve }, ...UNVERIFIED, ...more })]),
  );
}

describe("an approval", () => {
  test("shows what will be done, and nothing is done before the yes", () => {
    const run = asking();

    expect(run.of("ask_approval")).toMatchObject([
      {
        step: "one",
        request: {
          by: ["ops"],
          count: 1,
          expires: 15 * MINUTE,
          effects: [{ sentence: "one does it.", with: { target: "one", to: 0 } }],
        },
      },
    ]);
    expect(run.performs()).toEqual([]);
  });

  test("runs what was approved", () => {
    const run = asking().vote("one");

    expect(run.performs()).toMatchObject([{ step: "one", with: { target: "one", to: 0 } }]);
  });

  test("needs as many people as it says, and counts each once", () => {
    const run = asking({ count: 2 }).vote("one", "approve", "ann").vote("one", "approve", "ann");
    expect(run.performs()).toEqual([]);

    run.vote("one", "approve", "bob");
    expect(run.performs()).toHaveLength(1);
  });

  test("is lost by one denial, whoever approved before", () => {
    const run = asking({ count: 2 }).vote("one").vote("one", "deny", "bob");

    expect(run.ending).toMatchObject({ outcome: "denied", reason: 'bob denied "one"' });
    expect(run.performs()).toEqual([]);
    expect(run.of("withdraw_approval")).toEqual([{ is: "withdraw_approval", step: "one" }]);
  });

  test("escalates when nobody answers", () => {
    const run = asking().pass(15 * MINUTE);

    expect(run.ending).toMatchObject({ outcome: "escalated", escalateTo: "team-test" });
    expect(run.run.path).toEqual([]);
  });

  test("ends as denied when nobody answers and it says so", () => {
    expect(asking({ on_expire: "stop" }).pass(15 * MINUTE).outcome).toBe("denied");
  });

  test("takes no vote after it expired, even when nobody was woken in time", () => {
    const run = asking();
    run.now = 15 * MINUTE;
    run.vote("one");

    expect(run.performs()).toEqual([]);
    expect(run.outcome).toBe("escalated");
  });

  test("is not asked for when its own condition is false", () => {
    expect(asking({ when: "1 > 2" }).performs()).toHaveLength(1);
  });

  test("ignores votes on a step that asks nobody", () => {
    const run = new Driver(programOf([read("one")])).vote("one", "deny");

    expect(run.outcome).toBeUndefined();
    expect(run.notes.at(-1)).toContain("No step waits for an approval");
  });

  test.each([
    ["a denial", "denied", (run: Driver) => run.vote("second", "deny")],
    ["no answer", "escalated", (run: Driver) => run.pass(15 * MINUTE)],
  ] as const)("takes back on %s what its playbook says", (_, outcome, end) => {
    const run = new Driver(
      programOf([
        set("offered", UNVERIFIED),
        set("first", { ...UNVERIFIED, undo: "auto" }),
        fire("second", { approve: { by: ["ops"] }, ...UNVERIFIED }),
      ]),
    );
    end(run.succeed("offered").succeed("first"));

    expect(run.lastPerform("first")).toMatchObject({ phase: "undo" });
    run.succeed("first");
    expect(run.outcome).toBe(outcome);
    expect(run.run.changes).toMatchObject([
      { step: "offered", undo: { is: "not_asked" } },
      { step: "first", undo: { is: "undone" } },
    ]);
  });
});

describe("what people see before they approve", () => {
  test("is looked up first, and they are not asked before", () => {
    const run = unforeseen();

    expect(run.plans("one")).toMatchObject([{ phase: "plan", with: { target: "one", to: 5 } }]);
    expect(run.of("ask_approval")).toEqual([]);
    run.foresee("one", { to: 1 });

    expect(run.of("ask_approval")).toMatchObject([
      {
        changed: [],
        request: {
          effects: [
            { phase: "run", sentence: "one does it.", change: { before: { to: 1 } } },
            { phase: "undo", sentence: "Take it back: test.set one to 5" },
          ],
          isReversible: true,
          risk: "low",
        },
      },
    ]);
  });

  test("is looked up a few items at a time", () => {
    const foreach = { items: "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", max: 12 };
    const run = unforeseen({ foreach });

    expect(run.plans()).toHaveLength(10);
    run.foresee("one").foresee("one");
    expect(run.of("ask_approval")).toMatchObject([{ step: "one" }]);
    expect(run.plans()).toHaveLength(12);
  });

  test("is not asked about when it cannot be looked up", () => {
    const run = unforeseen();
    const [plan] = run.plans();
    if (plan === undefined) throw new Error("it must have been looked for");
    run.send(run.answerTo(plan, { is: "failed", failure: failure() }));

    expect(run.of("ask_approval")).toEqual([]);
    expect(run.ending).toMatchObject({ outcome: "escalated", failure: { code: "E602" } });
  });

  test("is high of risk where something cannot be taken back, and medium where it happens once", () => {
    const once = { undo: { kind: "test.set", with: { target: "one" } } };

    expect(requestOf(asking())).toMatchObject({ risk: "high", isReversible: false });
    expect(requestOf(asking({}, once))).toMatchObject({ risk: "medium", isReversible: true });
  });
});

describe("a granted approval", () => {
  const granted = () => unforeseen().foresee("one", { to: 1 }).vote("one");

  test("is used after a last look, when that finds all as it was", () => {
    const run = granted();
    expect(run.performs()).toEqual([]);

    run.foresee("one", { to: 1 });
    expect(run.performs()).toMatchObject([{ step: "one", phase: "run" }]);
  });

  test("is asked for again when a value has changed that matters, and says which", () => {
    const run = new Driver(programOf([mattering("one")]), { mode: "approve", isForeseen: false });
    run.foresee("one", { to: 1 }).vote("one").foresee("one", { to: 3 });

    expect(run.performs()).toEqual([]);
    expect(run.of("ask_approval").at(-1)).toMatchObject({
      changed: ["one: to was 1 and is 3."],
      request: { round: 2 },
    });
    run.vote("one").foresee("one", { to: 3 });
    expect(run.performs()).toHaveLength(1);
  });

  test("is used although a value has drifted that does not matter", () => {
    expect(granted().foresee("one", { to: 3 }).performs()).toHaveLength(1);
  });

  test("lapses when it is not used within five minutes", () => {
    const run = granted();
    run.now += 5 * MINUTE + 1;
    run.foresee("one", { to: 1 });

    expect(run.performs()).toEqual([]);
    expect(run.of("ask_approval").at(-1)?.changed).toEqual([
      "It was approved, but not sent within 5m.",
    ]);
  });

  test("can still be denied before anything is sent, and not afterwards", () => {
    expect(granted().vote("one", "deny", "bob").ending).toMatchObject({ outcome: "denied" });

    const used = granted().foresee("one", { to: 1 }).vote("one", "deny", "bob");
    expect(used.run.phase.is).toBe("running");
    expect(used.notes.at(-1)).toContain("Ignored: No step waits for an approval");
  });

  test("is unused as long as another holds what its effect needs", () => {
    const safety = { mode: "approve", on_locked: "wait" };
    const program = programOf([set("one", UNVERIFIED)], { safety });
    const run = new Driver(program, { mode: "approve" }).vote("one");
    const by = { is: "run", id: "r-2", since: 0, reason: "run of another" } as const;
    run.perform("one", { is: "locked", target: "one", by, isFirst: true });

    expect(run.vote("one", "deny", "bob").ending).toMatchObject({ outcome: "denied" });
  });

  test("counts no vote for a plan that people do not see any more", () => {
    const run = unforeseen().foresee("one");
    run.send({ is: "voted", at: 0, step: "one", by: "ann", vote: "approve", plan: "sha256:0" });

    expect(run.run.approvals["one"]).toMatchObject({ standing: "waiting", votes: [] });
    expect(run.notes.at(-1)).toBe('Ignored a vote of ann on "one": its plan has changed.');
  });
});

describe("a yes that is taken back", () => {
  test("is missing, and the others still count", () => {
    const run = asking({ count: 2 }).vote("one", "approve", "ann").vote("one", "approve", "bob");
    const early = asking({ count: 2 }).vote("one", "approve", "ann").revoke("one", "ann");

    expect(early.run.approvals["one"]?.votes).toEqual([]);
    early.vote("one", "approve", "bob");
    expect(early.performs()).toEqual([]);
    expect(run.performs()).toHaveLength(1);
  });

  test("stops what was granted with it before it is sent", () => {
    const run = unforeseen().foresee("one").vote("one").revoke("one");

    expect(run.of("abort")).toMatchObject([{ phase: "plan" }]);
    expect(run.statusOf("one")).toBe("awaiting_approval");
    run.vote("one", "approve", "bob").foresee("one");
    expect(run.performs()).toHaveLength(1);
  });

  test("ends the run when something has been sent", () => {
    const run = asking().vote("one").revoke("one").succeed("one");

    expect(run.ending).toMatchObject({
      outcome: "cancelled",
      reason: 'ann revoked the approval of "one" after it was used',
    });
  });

  test("is nothing to somebody who has not said it", () => {
    const run = asking({ count: 2 }).vote("one", "approve", "ann").revoke("one", "bob");

    expect(run.run.approvals["one"]?.votes).toMatchObject([{ by: "ann" }]);
  });
});

describe("one who breaks the glass", () => {
  test("is enough, and pages the owner", () => {
    const run = asking({ count: 3 });
    const plan = run.run.approvals["one"]?.digest ?? "";
    const vote = { step: "one", by: "ann", vote: "approve", plan, breakGlass: "fire" } as const;
    run.send({ is: "voted", at: 0, ...vote });

    expect(run.performs()).toHaveLength(1);
    expect(run.of("escalate")).toEqual([
      { is: "escalate", to: "team-test", reason: 'ann broke the glass for "one": fire' },
    ]);
    expect(run.run.approvals["one"]?.votes).toMatchObject([{ by: "ann", breakGlass: "fire" }]);
  });
});

function requestOf(run: Driver) {
  return run.run.approvals["one"]?.request;
}

function unforeseen(more: object = {}): Driver {
  const program = programOf([set("one", { ...UNVERIFIED, ...more })]);
  return new Driver(program, { mode: "approve", isForeseen: false });
}

/** Like `set`, but what was there before is part of what people agree to. */
function mattering(id: string): object {
  return { id, kind: "test.roll", with: { target: "one", to: 5 }, ...UNVERIFIED };
}
