import { whyNot } from "../../engine/machine/allowed-actions.ts";
import type { Run } from "../../engine/machine/state.ts";
import { stepState, tasksOf } from "../../engine/machine/turn.ts";
import { standing } from "../../engine/machine/way-back.ts";
import type { StepTimes } from "../../engine/step-times.ts";
import type { Button, Notice, NoticePart } from "../../model/notice.ts";
import type { Program } from "../../playbook/program.ts";
import type { Background } from "../../ports/message-store.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { shortMove, withoutStop } from "../wording/approval-words.ts";
import { clockTime } from "../wording/clock-time.ts";
import { peopleWords } from "../wording/people-words.ts";
import { span } from "../wording/span.ts";
import { stateWords } from "../wording/state-words.ts";
import { stepLine } from "../wording/step-line.ts";
import { shortRun, subject } from "../wording/subject.ts";
import { scalarsOf } from "../wording/values.ts";
import { openRunButton, runButton } from "./buttons.ts";
import { proofTable } from "./proof-table.ts";

/** A run, and what stands beside it. */
interface Shown {
  readonly run: Run;
  readonly times: ReadonlyMap<string, StepTimes>;
  readonly startedBy: string;
  readonly background: Background;
}

/** How a run stands, as far as everybody should see it at a glance, on eight lines at most. */
export function liveNotice(
  program: Program,
  { run, times, startedBy, background }: Shown,
  book: AddressBook,
): Notice {
  const about = subject(program, run);
  const state = stateWords(run);
  const reason = reasonOf(run);
  const { name, version } = program.playbook;
  const started = `started ${clockTime(run.started, book.zone)} by ${starterWords(startedBy, background, book)}`;
  const people = peopleWords(run, times, background.isPaged, book);
  const parts: NoticePart[] = [
    { is: "headline", state, about, aside: `run ${shortRun(run.id)}` },
    ...textPart(reason ?? evidence(program, run)),
    ...(run.phase.is === "ended" ? proofTable(run) : []),
    ...textPart(people),
    { is: "text", text: stepLine(program, run, times, book.zone) },
    { is: "small", text: `${name} ${version} · ${started}${usualWords(run, background)}` },
    { is: "buttons", buttons: buttonsOf(program, run, about, book) },
  ];
  const because = reason === null ? "" : `: ${reason}`;
  return { sentence: `${state}: ${about}${because}.`, parts };
}

/** An alert is known by its name, and not by where it came from. */
function starterWords(startedBy: string, { alerts }: Background, book: AddressBook): string {
  const name = alerts[0]?.labels["alertname"];
  return name === undefined ? book.nameOf(startedBy) : `alert ${name}`;
}

/** What has ended says by itself how long it took. */
function usualWords({ phase }: Run, { usualMs }: Background): string {
  return usualMs === null || phase.is === "ended" ? "" : ` · usually takes ${span(usualMs)}`;
}

function reasonOf({ phase }: Run): string | null {
  return phase.is === "running" ? null : withoutStop(phase.ending.reason);
}

function textPart(text: string | null): readonly NoticePart[] {
  return text === null || text === "" ? [] : [{ is: "text", text }];
}

const MOST_VALUES = 5;

/** What the latest look at the world found. */
function evidence(program: Program, run: Run): string | null {
  const looked = run.path.toReversed().find((id) => stepState(run, id).is === "done");
  if (looked === undefined) return program.playbook.summary;
  const [first] = tasksOf(stepState(run, looked));
  const output = first?.state.is === "done" ? first.state.output : null;
  const values = scalarsOf(output).slice(0, MOST_VALUES);
  if (values.length === 0) return program.playbook.summary;
  return `${looked}: ${values.map(([name, value]) => `${name} ${value}`).join(", ")}`;
}

function buttonsOf(
  program: Program,
  run: Run,
  about: string,
  book: AddressBook,
): readonly Button[] {
  const open = openRunButton(run.id, about, book);
  const offered = (["stop", "start", "undo", "retry"] as const).filter(
    (act) => whyNot(act, program, run) === undefined,
  );
  return [
    ...open,
    ...offered.map((act) => named(runButton(act, run.id, about), act, run)),
    ...(run.phase.is === "ended" ? [] : [runButton("page", run.id, about)]),
  ];
}

/** An undo of a single change says what it goes back to. */
function named(button: Button, act: "stop" | "start" | "undo" | "retry", run: Run): Button {
  const [change, second] = standing(run);
  if (act !== "undo" || change === undefined || second !== undefined) return button;
  const asked = run.approvals[change.step]?.request.effects ?? [];
  const planned = asked.find(({ phase, item }) => phase === "run" && item === change.item);
  const move = shortMove(planned?.change ?? null);
  return move === undefined
    ? button
    : { ...button, label: `${button.label} ${move.after} → ${move.before}` };
}
