import { whyNot } from "../../engine/machine/allowed-actions.ts";
import type { Run } from "../../engine/machine/state.ts";
import { stepState, tasksOf } from "../../engine/machine/turn.ts";
import type { StepTimes } from "../../engine/step-times.ts";
import type { Button, Notice, NoticePart } from "../../model/notice.ts";
import type { Program } from "../../playbook/program.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { clockTime } from "../wording/clock-time.ts";
import { stateWords } from "../wording/state-words.ts";
import { stepLine } from "../wording/step-line.ts";
import { shortRun, subject } from "../wording/subject.ts";
import { scalarsOf } from "../wording/values.ts";
import { openRunButton, runButton } from "./buttons.ts";
import { proofTable } from "./proof-table.ts";

/** How a run stands, as far as everybody should see it at a glance, on eight lines at most. */
export function liveNotice(
  program: Program,
  run: Run,
  times: ReadonlyMap<string, StepTimes>,
  startedBy: string,
  book: AddressBook,
): Notice {
  const about = subject(program, run);
  const state = stateWords(run);
  const reason = reasonOf(run);
  const { name, version } = program.playbook;
  const started = `started ${clockTime(run.started, book.zone)} by ${startedBy}`;
  const parts: NoticePart[] = [
    { is: "headline", state, about, aside: `run ${shortRun(run.id)}` },
    ...textPart(reason ?? evidence(program, run)),
    ...(run.phase.is === "ended" ? proofTable(run) : []),
    { is: "text", text: stepLine(program, run, times, book.zone) },
    { is: "small", text: `${name} ${version} · ${started}` },
    { is: "buttons", buttons: buttonsOf(program, run, about, book) },
  ];
  const because = reason === null ? "" : `: ${reason}`;
  return { sentence: `${state}: ${about}${because}.`, parts };
}

function reasonOf({ phase }: Run): string | null {
  return phase.is === "running" ? null : withoutStop(phase.ending.reason);
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, "");
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
  return [...open, ...offered.map((act) => runButton(act, run.id, about))];
}
