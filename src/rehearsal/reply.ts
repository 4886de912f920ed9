import type {
  AskApproval,
  AskPerson,
  CallPlaybook,
  Effect,
  Perform,
  UndoPlaybook,
} from "../engine/machine/effect.ts";
import type { PerformResult, RunEvent } from "../engine/machine/event.ts";
import type { Run, TaskRef } from "../engine/machine/state.ts";
import type { Program } from "../playbook/program.ts";
import { playbook } from "../steps/control/playbook.ts";
import { LONGEST_CHANCE } from "./agenda.ts";
import { APPROVAL_WORDS, EXPIRE, VERDICT_WORDS } from "./answers.ts";
import { brakeTargets } from "./brake-targets.ts";
import { type Missing, missingAnswer, missingStub } from "./missing.ts";
import type { Script } from "./script.ts";
import { resultOf } from "./stub.ts";

export type Reply =
  | { readonly is: "events"; readonly events: readonly RunEvent[] }
  | { readonly is: "missing"; readonly missing: Missing };

interface Moment {
  readonly program: Program;
  readonly script: Script;
  /** As it is once it wants this. */
  readonly run: Run;
  readonly at: number;
}

/** What comes back when the machine wants something done: calls at once, people a little later. */
export function reply(effect: Effect, moment: Moment): Reply {
  switch (effect.is) {
    case "perform":
      return perform(effect, moment);
    case "call_playbook":
      return callPlaybook(effect, moment);
    case "undo_playbook":
      return undoPlaybook(effect, moment);
    case "ask_approval":
      return vote(effect, moment);
    case "ask_person":
      return answer(effect, moment);
    case "ask_to_settle":
      return settle(effect, moment);
    case "withdraw_approval":
    case "withdraw_question":
    case "stop_playbook":
    case "abort":
    case "escalate":
    case "write_note":
    case "wake":
      return events();
  }
}

function perform(effect: Perform, { program, script, run, at }: Moment): Reply {
  const result =
    brakeTargets(effect, program, run) ??
    (effect.phase === "plan" ? foreseen(effect) : resultFor(effect, script));
  if (result === undefined) return missing(missingStub(effect, program));
  const { step, item, phase, attempt } = effect;
  return events({
    is: "performed",
    at,
    step,
    item,
    phase,
    attempt,
    result,
    chance: LONGEST_CHANCE,
  });
}

/** A rehearsal looks at no world, so there is nothing that could have changed. */
function foreseen({ kind }: Perform): PerformResult {
  const output = { before: {}, after: {}, sentence: `${kind} does what its test says.` };
  return { is: "succeeded", output };
}

/** Like calls, what they bring about takes no time: it arrives as its stub says it was sent. */
function resultFor(effect: Perform, script: Script): PerformResult | undefined {
  const { awaits } = effect;
  if (awaits !== undefined) return { is: "succeeded", output: awaits };
  const stub = script.stubFor(effect);
  return stub === undefined ? undefined : resultOf(stub);
}

function callPlaybook({ step, item }: CallPlaybook, { program, script, at }: Moment): Reply {
  const stub = script.stubFor({ step, item, phase: "run" });
  if (stub === undefined) return missing(missingStub({ step, phase: "run" }, program));
  const { outcome, outputs } = playbook.output.parse(stub);
  return events({ is: "child_ended", at, step, item, outcome, outputs });
}

/** A playbook that was called has tests of its own for what it can take back. */
function undoPlaybook({ step, item, wish }: UndoPlaybook, { at }: Moment): Reply {
  return events({ is: "child_undone", at, step, item, wish, isFailed: false, left: [] });
}

/** As many people agree as the step asks for; one is enough to deny. */
function vote({ step, digest: plan, request }: AskApproval, { script, at }: Moment): Reply {
  const { count, expires } = request;
  const word = script.answerTo(step, APPROVAL_WORDS);
  if (word === undefined)
    return missing(missingAnswer({ step }, "asks for approval", APPROVAL_WORDS));
  const when = answeredAt(at, expires);
  switch (word) {
    case "approve": {
      const voters = Array.from({ length: count }, (_, index) => `person-${index + 1}`);
      return events(
        ...voters.map((by) => ({ is: "voted", at: when, step, by, vote: word, plan }) as const),
      );
    }
    case "deny":
      return events({ is: "voted", at: when, step, by: "person-1", vote: word });
    case "expire":
      return events();
  }
}

function answer({ step, item, expires, choices }: AskPerson, { script, at }: Moment): Reply {
  const words = choices === undefined ? ["text", EXPIRE] : [...choices, EXPIRE];
  const word = choices === undefined ? script.textFor(step) : script.answerTo(step, words);
  if (word === undefined) return missing(missingAnswer({ step }, "asks a person", words));
  if (word === EXPIRE) return events();
  return events({
    is: "answered",
    at: answeredAt(at, expires),
    step,
    item,
    by: "person-1",
    answer: word,
  });
}

function settle({ step, item }: TaskRef, { script, at }: Moment): Reply {
  const verdict = script.answerTo(step, VERDICT_WORDS);
  if (verdict === undefined) return missing(missingAnswer({ step }, "is in doubt", VERDICT_WORDS));
  return events({ is: "settled", at: at + A_MINUTE, step, item, by: "person-1", verdict });
}

const A_MINUTE = 60_000;

/** People take a minute, or half of what they are given when that is less. */
function answeredAt(at: number, expires: number): number {
  return at + Math.min(A_MINUTE, (expires - at) / 2);
}

function events(...list: readonly RunEvent[]): Reply {
  return { is: "events", events: list };
}

function missing(what: Missing): Reply {
  return { is: "missing", missing: what };
}
