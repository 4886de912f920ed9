import fc from "fast-check";
import type { AskApproval, Effect } from "../../../src/engine/machine/effect.ts";
import type { PerformResult, RunEvent } from "../../../src/engine/machine/event.ts";
import { OUTCOMES } from "../../../src/model/outcome.ts";
import type { Mode } from "../../../src/playbook/format/safety.ts";
import type { Program } from "../../../src/playbook/program.ts";
import {
  Driver,
  failure,
  fire,
  programOf,
  read,
  roll,
  set,
  UNVERIFIED,
  VERIFIED,
} from "./driver.ts";

const APPROVED = { approve: { by: ["ops"], count: 2, expires: "10m" } };
const AUTO = { ...VERIFIED, undo: "auto", on_failure: "continue" };
const POLL = { kind: "test.read", with: { target: "one" }, that: "now.value > 3" };

const FIRED_BACK = { undo: { kind: "test.fire", with: { target: "one" } } };

/** Between them these use every part of the language; the short ones come far in it. */
const PROGRAMS: readonly Program[] = [
  programOf([
    {
      parallel: [read("one"), set("two", { ...VERIFIED, undo: "auto" }), fire("three", UNVERIFIED)],
    },
    fire("four", { ...VERIFIED, ...APPROVED, on_failure: [set("five", UNVERIFIED)] }),
  ]),
  programOf([
    set("many", {
      foreach: { items: "[1, 2, 3]", max: 5, at_once: 2, on_item_failure: "continue" },
      ...APPROVED,
      ...VERIFIED,
      undo: "auto",
    }),
    fire("each", { foreach: { items: "[1, 2]", max: 2 }, ...UNVERIFIED, on_failure: "continue" }),
  ]),
  programOf([
    { id: "child", kind: "playbook", with: { use: "other@*", params: {} }, on_failure: "continue" },
    { id: "asked", kind: "ask", with: { question: "Go on?", of: ["ops"] }, on_failure: "continue" },
    { id: "slept", kind: "wait", with: { for: "30s" } },
    { id: "polled", kind: "wait_until", with: { ...POLL, every: "10s", within: "1m" } },
    fire("fired", {
      ...APPROVED,
      ...UNVERIFIED,
      undo: { kind: "test.set", with: { target: "one" } },
    }),
    { id: "over", kind: "stop", with: { outcome: "resolved", reason: "All is well" } },
  ]),
  programOf([
    set("first", UNVERIFIED),
    set("second", { ...UNVERIFIED, ...FIRED_BACK }),
    read("never", { when: "1 == 2" }),
    { parallel: [set("third", AUTO), read("fourth", { needs: ["third"] })] },
    fire("kept", UNVERIFIED),
  ]),
  programOf([
    roll("rolled", { foreach: { items: "[1, 2]", max: 2, at_once: 2 }, ...UNVERIFIED }),
    { parallel: [roll("back", { ...VERIFIED, undo: "auto" }), fire("beside", UNVERIFIED)] },
  ]),
  programOf([fire("one", { ...VERIFIED, on_failure: [set("two", UNVERIFIED)] })]),
  programOf([set("one", { ...VERIFIED, ...FIRED_BACK, on_failure: "continue" }), read("two")]),
  programOf([set("one", { ...UNVERIFIED, ...FIRED_BACK }), set("two", UNVERIFIED)]),
  programOf([
    read("look", { on_failure: "continue" }),
    set("much", { with: { target: "one", to: "${{ steps.look.outputs.value * 20 }}" }, ...AUTO }),
  ]),
  programOf([
    {
      parallel: [
        { id: "asked", kind: "ask", with: { question: "Go on?", of: ["ops"] } },
        { id: "slept", kind: "wait", with: { for: "30s" } },
        { id: "polled", kind: "wait_until", with: { ...POLL, every: "10s", within: "1m" } },
        { id: "child", kind: "playbook", with: { use: "other@*", params: {} } },
      ],
    },
  ]),
];

/** What happens next, drawn before anyone knows what the run will be waiting for. */
interface Nudge {
  readonly what:
    | "answer"
    | "repeat"
    | "progress"
    | "vote"
    | "revoke"
    | "foresee"
    | "time"
    | "settle"
    | "reply"
    | "child"
    | "unmake"
    | "free"
    | "lose"
    | "resolve"
    | "stop"
    | "undo";
  readonly pick: number;
  readonly yes: boolean;
}

const nudge: fc.Arbitrary<Nudge> = fc.record({
  what: fc.oneof(
    { weight: 14, arbitrary: fc.constant("answer" as const) },
    { weight: 6, arbitrary: fc.constantFrom("vote" as const, "time" as const) },
    { weight: 6, arbitrary: fc.constant("foresee" as const) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        "repeat" as const,
        "progress",
        "settle",
        "reply",
        "child",
        "undo",
        "unmake",
        "free",
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("resolve" as const, "stop", "revoke", "lose"),
    },
  ),
  pick: fc.nat({ max: 999 }),
  // Most things go well, or no life would come far.
  yes: fc.nat({ max: 3 }).map((drawn) => drawn > 0),
});

export interface Life {
  readonly program: Program;
  readonly mode: Mode;
  /** Whether plans are looked up by themselves; most lives would never come to an approval. */
  readonly isForeseen: boolean;
  readonly nudges: readonly Nudge[];
}

export const life: fc.Arbitrary<Life> = fc.record({
  program: fc.constantFrom(...PROGRAMS),
  mode: fc.constantFrom<Mode>("observe", "suggest", "approve", "auto", "auto", "auto"),
  isForeseen: fc.boolean(),
  nudges: fc.array(nudge, { maxLength: 60, size: "max" }),
});

/** Lives through one random life; `watch` sees the run after each event. */
export function liveThrough(
  { program, mode, isForeseen, nudges }: Life,
  watch: (run: Driver) => void,
): Driver {
  const run = new Driver(program, { mode, isForeseen });
  watch(run);
  for (const next of nudges) {
    const event = eventFor(run, next);
    if (event === undefined) continue;
    run.send(event);
    watch(run);
  }
  return run;
}

function eventFor(run: Driver, { what, pick, yes }: Nudge): RunEvent | undefined {
  const at = run.now;
  switch (what) {
    case "answer":
    case "repeat": {
      const performs = run.performs();
      const recent = what === "answer" ? performs.slice(-3) : performs;
      const perform = recent[pick % recent.length];
      return perform && run.answerTo(perform, resultFor(pick, yes));
    }
    case "progress": {
      const performs = run.performs();
      const { step, item } = performs[pick % performs.length] ?? {};
      if (step === undefined || item === undefined) return undefined;
      return { is: "progressed", at, step, item, progress: `${pick} of 999` };
    }
    case "vote": {
      const asked = choose(run, "ask_approval", pick);
      const by = pick % 2 === 0 ? "ann" : "bob";
      return asked && voteOn(asked, pick % 7 === 0 ? "deny" : "approve", by, at);
    }
    case "revoke": {
      const asked = choose(run, "ask_approval", pick);
      return asked && { is: "revoked", at, step: asked.step, by: pick % 2 === 0 ? "ann" : "bob" };
    }
    case "foresee": {
      const recent = run.plans().slice(-3);
      const plan = recent[pick % recent.length];
      return plan && run.answerTo(plan, foreseen(pick, yes));
    }
    case "time":
      run.now += [500, 10_000, 60_000, 600_000][pick % 4] ?? 0;
      return { is: "woke", at: run.now, chance: pick / 1_000 };
    case "settle": {
      const asked = choose(run, "ask_to_settle", pick);
      const verdict = (["happened", "not_happened", "unknown"] as const)[pick % 3] ?? "unknown";
      return asked && { is: "settled", at, step: asked.step, item: asked.item, by: "ann", verdict };
    }
    case "reply": {
      const asked = choose(run, "ask_person", pick);
      return (
        asked && {
          is: "answered",
          at,
          step: asked.step,
          item: asked.item,
          by: "ann",
          answer: "yes",
        }
      );
    }
    case "child": {
      const asked = choose(run, "call_playbook", pick);
      const outcome = OUTCOMES[pick % OUTCOMES.length] ?? "failed";
      return asked && { is: "child_ended", at, step: asked.step, item: 0, outcome, outputs: {} };
    }
    case "unmake": {
      const asked = choose(run, "undo_playbook", pick);
      if (asked === undefined) return undefined;
      const { step, item, wish } = asked;
      const left = pick % 3 === 0 ? [] : ["second", "first"];
      return { is: "child_undone", at, step, item, wish, isFailed: pick % 3 === 1, left };
    }
    case "free":
      return { is: "freed", at, target: "one" };
    case "lose":
      return { is: "record_lost", at };
    case "resolve":
      return { is: "alert_resolved", at };
    case "stop":
      return { is: "stopped", at, by: "ann", undo: yes };
    case "undo":
      return { is: "undo_asked", at, by: "ann" };
  }
}

function voteOn(
  { step, digest }: AskApproval,
  vote: "approve" | "deny",
  by: string,
  at: number,
): RunEvent {
  const said = { is: "voted", at, step, by } as const;
  return vote === "deny" ? { ...said, vote } : { ...said, vote, plan: digest };
}

function choose<Is extends Effect["is"]>(run: Driver, is: Is, pick: number) {
  const all = run.of(is);
  return all[pick % all.length];
}

/** Now and then a value is another one when it is looked at again. */
function foreseen(pick: number, yes: boolean): PerformResult {
  if (!yes) return resultFor(pick, yes);
  const output = { before: { to: pick % 9 === 0 ? pick : 1 }, after: { to: 5 }, sentence: "So." };
  return { is: "succeeded", output };
}

function resultFor(pick: number, yes: boolean): PerformResult {
  if (yes) return { is: "succeeded", output: { value: pick % 10 } };
  const retry = (["never", "later", "never_left"] as const)[pick % 3] ?? "never";
  return pick % 4 === 0
    ? { is: "in_doubt", reason: "the connection broke" }
    : { is: "failed", failure: failure(retry) };
}
