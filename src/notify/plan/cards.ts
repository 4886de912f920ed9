import type { Approval } from "../../model/approval.ts";
import type { RunEvent } from "../../engine/machine/event.ts";
import type { Run, TaskRef } from "../../engine/machine/state.ts";
import { allTasks } from "../../engine/machine/turn.ts";
import type { Moment } from "../../engine/step-times.ts";
import type { Notice } from "../../model/notice.ts";
import type { Program } from "../../playbook/program.ts";
import type { Background } from "../../ports/message-store.ts";
import { ask } from "../../steps/control/ask.ts";
import { approvalCard, decidedCard } from "../notices/approval-card.ts";
import { doubtCard } from "../notices/doubt-card.ts";
import { questionCard } from "../notices/question-card.ts";
import { settledCard } from "../notices/settled-card.ts";
import { clockTime } from "../wording/clock-time.ts";
import type { AddressBook } from "./address-book.ts";

/** What a run asks of people, as it stands while it is open and once it is not. */
export interface Card {
  /** Tells it from every other card of the run. */
  readonly key: string;
  /** Names of people, teams and groups. */
  readonly of: readonly string[];
  readonly open: Notice;
  /** How it is shown after these moments, which ended it. */
  readonly settled: (after: Run, moments: readonly Moment[]) => Notice;
}

/** Everything that a run asks for now. */
export function openCards(
  program: Program,
  run: Run,
  background: Background,
  book: AddressBook,
): readonly Card[] {
  if (run.phase.is === "ended") return [];
  const { owner } = program.playbook;
  return [
    ...Object.entries(run.steps).flatMap(([step, state]) => {
      const asked = state.is === "awaiting_approval" ? run.approvals[step] : undefined;
      return asked?.standing === "waiting" ? [approval(step, asked, background, book)] : [];
    }),
    ...[...allTasks(run)].flatMap(({ ref, task }) => {
      const { state } = task;
      if (state.is === "asking") return [question(run, ref, task.with, state.until, book)];
      if (state.is === "in_doubt")
        return [doubt(run, ref, owner, state.attempt, state.reason, book)];
      return [];
    }),
    ...run.changes.flatMap(({ undo, undoTries, ...ref }) =>
      undo.is === "in_doubt" ? [doubt(run, ref, owner, -undoTries, undo.reason, book)] : [],
    ),
  ];
}

function approval(step: string, asked: Approval, background: Background, book: AddressBook): Card {
  const { round } = asked.request;
  return {
    key: `approval/${step}/${round}`,
    of: asked.request.by,
    open: approvalCard(asked, background, book),
    settled: ({ approvals }) => {
      const latest = approvals[step];
      const isSame = latest?.request.round === round;
      return decidedCard(isSame ? latest : { ...asked, standing: "replaced" }, book);
    },
  };
}

function question(
  run: Run,
  ref: TaskRef,
  given: Parameters<typeof questionCard>[2],
  until: number,
  book: AddressBook,
): Card {
  return {
    key: `question/${ref.step}/${ref.item}/${until}`,
    of: ask.params.parse(given).of,
    open: questionCard(run, ref, given, until, book),
    settled: (_, moments) => {
      const answer = heard(moments, "answered", ref);
      if (answer === undefined) return settledCard(ref.step, "No longer asked");
      const by = `by ${book.nameOf(answer.by)} at ${clockTime(answer.at, book.zone)}`;
      return settledCard(`${ref.step}: ${answer.answer}`, `Answered ${by}`);
    },
  };
}

/** The undo of a change is tried under numbers of its own, which are negative here. */
function doubt(
  run: Run,
  ref: TaskRef,
  owner: string,
  attempt: number,
  reason: string,
  book: AddressBook,
): Card {
  return {
    key: `doubt/${ref.step}/${ref.item}/${attempt}`,
    of: [owner],
    open: doubtCard(run, ref, reason),
    settled: (_, moments) => {
      const said = heard(moments, "settled", ref);
      if (said === undefined) return settledCard(ref.step, "No longer asked");
      const verdict = said.verdict.replaceAll("_", " ");
      const by = `by ${book.nameOf(said.by)} at ${clockTime(said.at, book.zone)}`;
      return settledCard(`${ref.step}: ${verdict}`, `Settled ${by}`);
    },
  };
}

/** What a person said about this task last. */
function heard<Is extends "answered" | "settled">(
  moments: readonly Moment[],
  is: Is,
  { step, item }: TaskRef,
): Extract<RunEvent, { readonly is: Is }> | undefined {
  const events = moments.map(({ recorded }) => recorded.event);
  return events.findLast(
    (event): event is Extract<RunEvent, { readonly is: Is }> =>
      event.is === is && "item" in event && event.step === step && event.item === item,
  );
}
