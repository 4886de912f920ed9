import type { Mutant } from "./mutant.ts";
import { SCENES } from "./scenes.ts";

const STORE = "integrations/postgres/store";

/** Every way we know to break a promise by a few words. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "a write is not fenced",
    changes: [
      {
        file: `${STORE}/judge-and-store.ts`,
        text: "when current.epoch is distinct from wanted.epoch then 'lost'",
        by: "",
      },
    ],
    scene: SCENES.wakingAtTheClaim,
    caughtBy: "I12 a run is moved on by its latest claim alone",
  },
  {
    name: "an effect is sent before its intent is committed",
    changes: [
      {
        file: "engine/worker/commit.ts",
        text: "    const appended = await append(work,",
        by: "    for (const one of move.performs) work.flights.launch(one);\n    const appended = await append(work,",
      },
      {
        file: "engine/worker/work-on-run.ts",
        text: "if (!isDraining()) flights.launch(effect);",
        by: "if (isDraining()) return true;",
      },
    ],
    scene: SCENES.deathBeforeIntent,
    caughtBy: "I4 every effect was intended first, as it was sent",
  },
  {
    name: "whoever takes over sends a once effect again",
    changes: [
      {
        file: "engine/worker/recover.ts",
        text: 'intent.effect !== "once"',
        by: "intent.effect !== undefined",
      },
      {
        file: "engine/worker/recover.ts",
        text: 'intent.effect === "once"',
        by: "intent.effect === undefined",
      },
    ],
    scene: SCENES.deathAfterAnswer,
    caughtBy: "I2 a once effect is sent at most once",
  },
  {
    name: "a lost answer is taken for a failure",
    changes: [
      {
        file: "engine/worker/perform.ts",
        text: '? { is: "in_doubt", reason: failure.message }',
        by: '? { is: "failed", failure: { ...failure, retry: "never" } }',
      },
    ],
    scene: SCENES.lostAnswers,
    caughtBy: "I7 what nobody knows is in doubt",
  },
  {
    name: "a once effect that may have left is tried again",
    changes: [
      {
        file: "engine/worker/perform.ts",
        text: '? { is: "in_doubt", reason: failure.message }',
        by: '? { is: "failed", failure: { ...failure, retry: "never_left" } }',
      },
    ],
    scene: SCENES.lostAnswers,
    caughtBy: "I2 a once effect is sent at most once",
  },
  {
    name: "a lease is believed in for ever",
    changes: [
      {
        file: "engine/worker/lease.ts",
        text: "heldUntil = from + leaseMs * (1 - SAFETY);",
        by: "heldUntil = from + leaseMs * (1_000 - SAFETY);",
      },
    ],
    scene: SCENES.wakingTooLate,
    caughtBy: "I2 a once effect is sent at most once",
  },
  {
    name: "the loser of a run goes on",
    changes: [
      {
        file: "engine/worker/lease.ts",
        text: 'controller.abort(new Error("the claim is lost"));',
        by: "",
      },
      {
        file: "engine/worker/lease.ts",
        text: "heldUntil = from + leaseMs * (1 - SAFETY);",
        by: "heldUntil = from + leaseMs * (1_000 - SAFETY);",
      },
      {
        file: "engine/worker/commit.ts",
        text: '      case "lost":\n        return appended;',
        by: '      case "lost": {\n        const { outgoing, next } = change;\n        return { is: "stored", standing: { claim, run: move.run }, move, outgoing, next, freed: [] };\n      }',
      },
    ],
    scene: SCENES.wakingBeforeIntent,
    caughtBy: "I2 a once effect is sent at most once",
  },
  {
    name: "a message that comes during a move is not heard",
    changes: [
      {
        file: `${STORE}/judge-and-store.ts`,
        text: "when current.wake_seq <> wanted.heard then 'news'",
        by: "",
      },
    ],
    scene: SCENES.stops,
    caughtBy: "I13 what a run was told it hears once",
  },
  {
    name: "each attempt has a key of its own",
    changes: [
      {
        file: "engine/machine/task/call.ts",
        text: "key: keyOf(turn.run.id, ref, phase),",
        by: "key: `${keyOf(turn.run.id, ref, phase)}/${attempt}`,",
      },
    ],
    scene: SCENES.lostAnswers,
    caughtBy: "I3 a keyed effect takes effect once, and the record agrees",
  },
  {
    name: "some events are not put on record",
    changes: [
      {
        file: `${STORE}/judge-and-store.ts`,
        text: 'from ${rowsAs("e", EVENT, appends.flatMap(eventRows))} join moved on id = run',
        by: "from ${rowsAs(\"e\", EVENT, appends.flatMap(eventRows))} join moved on id = run and e.kind <> 'performed'",
      },
    ],
    scene: SCENES.crowd,
    caughtBy: "I8 everything is in the audit, and its chain is whole",
  },
  {
    name: "claims without progress are not counted",
    changes: [
      {
        file: `${STORE}/claim.ts`,
        text: "claims_without_progress = claims_without_progress + 1",
        by: "claims_without_progress = claims_without_progress",
      },
    ],
    scene: SCENES.crashLoop,
    caughtBy: "I14 a run that nobody can move on is left alone",
  },
  {
    name: "runs that may kill are opened beside others",
    changes: [
      {
        file: `${STORE}/read-runs.ts`,
        text: " and (claims_without_progress = 0 or id = (select id from suspect))",
        by: "",
      },
    ],
    scene: SCENES.crashLoop,
    caughtBy: "I14 a run that nobody can move on is left alone",
  },
  {
    name: "a commit whose answer is lost is taken for done",
    changes: [
      {
        file: `${STORE}/open-run-store.ts`,
        text: "    await using fresh = openFresh();\n    return await appendAll(fresh, appends, budgets);",
        by: '    openFresh;\n    return appends.map(({ claim, change }) => ({ is: "stored", claim: { ...claim, seq: claim.seq + change.events.length } }));',
      },
    ],
    scene: SCENES.lostCommits,
    caughtBy: "I4 every effect was intended first, as it was sent",
  },
  {
    name: "targets are not locked",
    changes: [
      {
        file: "engine/worker/change.ts",
        text: "lock: [...locks].filter((target) => !shared.includes(target)),",
        by: 'lock: [...locks].filter(() => shared.includes("")),',
      },
    ],
    scene: SCENES.crowd,
    caughtBy: "I6 no two effects on a target overlap",
  },
  {
    name: "a probe that says no is believed at once",
    changes: [
      {
        file: "engine/worker/settle-intent.ts",
        text: 'probed.is !== "not_happened" || now() >= effect.until || signal.aborted',
        by: "true",
      },
    ],
    scene: SCENES.slowEffects,
    caughtBy: "I2 a once effect is sent at most once",
  },
  {
    name: "one vote is enough for two",
    changes: [
      {
        file: "engine/machine/step/approval.ts",
        text: "votes.length >= request.count",
        by: "votes.length >= 1",
      },
    ],
    scene: SCENES.lostAnswers,
    caughtBy: "I5 what needs approval was approved first, as it was sent",
  },
];
