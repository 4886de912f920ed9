import {
  Driver,
  failure,
  fire,
  MINUTE,
  programOf,
  read,
  set,
  UNVERIFIED,
  VERIFIED,
} from "./driver.ts";

const ASK = { id: "one", kind: "ask", with: { question: "Go on?", of: ["ops"] } };
const ONCE = { undo: { kind: "test.fire", with: { target: "one" } } };
const FAR = { target: "one", to: "${{ steps.look.outputs.value * 1000 }}" };

const FROZEN = {
  brake: "freeze",
  code: "E340",
  rule: "freeze all",
  values: {},
  message: "Everything is frozen by ann",
  remedy: "Ask ann.",
  until: null,
} as const;

/** Lives that chance would take too long to come upon. */
export const RARE_LIVES: readonly (() => Driver)[] = [
  function asksAndChecks() {
    const run = new Driver(programOf([{ ...ASK, ...VERIFIED }])).succeed("one", 1);
    const about = { step: "one", item: 0, by: "ann", answer: "yes" } as const;
    return run.send({ is: "answered", at: run.now, ...about });
  },
  function looksInVain() {
    const run = new Driver(programOf([set("one", VERIFIED)]));
    for (let tries = 0; tries < 12; tries++) run.pass(2 * MINUTE);
    return run;
  },
  function cannotEvenLook() {
    const verify = { ...VERIFIED.verify, with: FAR };
    const run = new Driver(programOf([read("look"), set("one", { verify })]));
    return run.succeed("look", 1);
  },
  function isHeldBackWhileItEnds() {
    const run = new Driver(programOf([set("one", UNVERIFIED)]));
    run.send({ is: "stopped", at: run.now, by: "ann", undo: false });
    return run.perform("one", { is: "held_back", by: FROZEN, isFirst: true });
  },
  function stopsBesideAnItem() {
    const items = { items: "[1, 2]", max: 2, on_item_failure: "stop" };
    const run = new Driver(programOf([fire("one", { ...UNVERIFIED, foreach: items })]));
    return run.fail("one");
  },
  function hearsTooLateWhatNobodyCanRead() {
    const run = new Driver(programOf([fire("one", UNVERIFIED)]));
    const late = run.answerTo(run.lastPerform("one"), UNREADABLE);
    return run.pass(MINUTE).send(late);
  },
  function settlesWhileItEnds() {
    const program = programOf([
      { parallel: [fire("one", UNVERIFIED), fire("slow", { ...UNVERIFIED, timeout: "10m" })] },
    ]);
    const run = new Driver(program).pass(MINUTE);
    run.send({ is: "stopped", at: run.now, by: "ann", undo: false });
    return settle(run, "not_happened");
  },
  function cannotTellWhatItChanged() {
    const program = programOf([set("one", { ...UNVERIFIED, undo: "auto" })]);
    return new Driver(program).perform("one", UNREADABLE);
  },
  function doesNotKnowWhetherItIsBack() {
    return settle(undoing(set("one", { ...UNVERIFIED, ...ONCE })).pass(MINUTE), "unknown");
  },
  function sendsAnUndoAgainThatNeverLeft() {
    return settle(undoing(set("one", { ...UNVERIFIED, ...ONCE })).pass(MINUTE), "not_happened");
  },
  function leavesTheRestWhereOneCannotBeTakenBack() {
    return undoing(set("one", UNVERIFIED)).fail("one");
  },
  function hearsNoLastAnswerToItsPoll() {
    const run = new Driver(programOf([POLL])).succeed("one", 1).pass(1_000);
    return run.pass(MINUTE);
  },
  function endsByItsLastStep() {
    const over = { outcome: "resolved", reason: "All is well" };
    return new Driver(programOf([{ id: "one", kind: "stop", with: over }]));
  },
  function runsOutOfTimeInDoubt() {
    const foreach = { items: "[1, 2]", max: 2, at_once: 2, on_item_failure: "continue" };
    const verify = { ...VERIFIED.verify, within: "1s" };
    const run = new Driver(programOf([set("one", { verify, foreach, ...ONCE }), read("two")]));
    for (const item of [0, 1]) run.succeed("one", 1, item).succeed("one", 2, item);
    for (const item of [0, 1]) run.succeed("one", 1, item);
    run.pass(1_000);
    for (const item of [0, 1]) run.succeed("one", 1, item);
    return run.pass(MINUTE).pass(60 * MINUTE);
  },
  function wantsAnUndoAgainThatFailed() {
    const run = undoing(set("one", UNVERIFIED)).fail("one");
    return run.send({ is: "undo_asked", at: run.now, by: "ann" });
  },
  function losesItsRecordBetweenTwoTriesAtAnUndo() {
    const run = undoing(set("one", { ...UNVERIFIED, ...ONCE })).fail("one", "never_left");
    return run.send({ is: "record_lost", at: run.now });
  },
  function losesItsRecordWhileItEnds() {
    const steps = [set("zero", UNVERIFIED), set("one", { ...UNVERIFIED, ...ONCE }), read("look")];
    const run = new Driver(programOf(steps)).succeed("zero").succeed("one");
    run.send({ is: "stopped", at: run.now, by: "ann", undo: true }).fail("one", "never_left");
    return run.send({ is: "record_lost", at: run.now });
  },
  function cannotForesee() {
    const foreach = { items: "[1, 2, 3]", max: 3 };
    const run = unforeseen(set("one", { ...UNVERIFIED, foreach }));
    const [plan] = run.plans();
    if (plan === undefined) throw new Error("it must have been looked for");
    const output = { before: {}, after: {}, sentence: "So." };
    run.send(run.answerTo(plan, { is: "succeeded", output }));
    for (let tries = 0; tries < 12; tries++) run.pass(MINUTE);
    return run;
  },
  function isToldThatItCannotBeForeseen() {
    const foreach = { items: "[1, 2]", max: 2 };
    const run = unforeseen(set("one", { ...UNVERIFIED, foreach }));
    const [plan] = run.plans();
    if (plan === undefined) throw new Error("it must have been looked for");
    return run.send(run.answerTo(plan, { is: "failed", failure: failure() }));
  },
  function loseAYesWhileItIsLookedAt() {
    return unforeseen(set("one", UNVERIFIED)).foresee("one").vote("one").revoke("one");
  },
  function loseAYesBeforeItIsUsed() {
    return new Driver(programOf([set("one", VERIFIED)]), ASKING).vote("one").revoke("one");
  },
  function loseAYesAfterItWasUsed() {
    return new Driver(programOf([set("one", UNVERIFIED)]), ASKING).vote("one").revoke("one");
  },
  function areNotSentBecauseOfALostYes() {
    const foreach = { items: "[1, 2]", max: 2, at_once: 2 };
    const run = new Driver(programOf([set("one", { ...VERIFIED, foreach })]), ASKING).vote("one");
    run.succeed("one");
    return run.perform("one", { is: "unapproved", because: ["It is late."], isFirst: true });
  },
];

const ASKING = { mode: "approve" } as const;

function unforeseen(step: object): Driver {
  return new Driver(programOf([step]), { ...ASKING, isForeseen: false });
}

const POLL = {
  id: "one",
  kind: "wait_until",
  with: { kind: "test.read", with: { target: "one" }, that: "now.value > 3", within: "1s" },
};

/** A run that ended with two changes in place, of which it takes this one back first. */
function undoing(last: object): Driver {
  const run = new Driver(programOf([set("zero", UNVERIFIED), last]));
  run.succeed("zero").succeed("one");
  return run.send({ is: "undo_asked", at: run.now, by: "ann" });
}

const UNREADABLE = { is: "succeeded", output: { worth: 1 } } as const;

function settle(run: Driver, verdict: "not_happened" | "unknown"): Driver {
  return run.send({ is: "settled", at: run.now, step: "one", item: 0, by: "ann", verdict });
}
