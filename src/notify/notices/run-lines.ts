import type { Run } from "../../engine/machine/state.ts";
import type { Program } from "../../playbook/program.ts";
import type { RunSummary } from "../../ports/run-store.ts";
import { clockTime } from "../wording/clock-time.ts";
import { stateWords } from "../wording/state-words.ts";
import { shortRun, subject } from "../wording/subject.ts";
import { scalarsOf } from "../wording/values.ts";

/** How a run stands, for a message that shows many. */
export function liveLine(program: Program, run: Run): string {
  return `${stateWords(run)}  ${subject(program, run)}  run ${shortRun(run.id)}`;
}

/** How an earlier run ended, for those who decide about the next. */
export function earlierLine(
  { id, startedAt, outcome, undo, params }: RunSummary,
  zone: string,
): string {
  const about = scalarsOf(params).map(([, value]) => value);
  const ended = (outcome ?? "still going on").replaceAll("_", " ");
  const undone = undo === null ? "" : `, ${undo.replaceAll("_", " ")}`;
  return `${clockTime(startedAt, zone, NEVER)}  ${ended}${undone}  ${about.join(", ")}  run ${shortRun(id)}`;
}

/** Earlier runs were on any day, so theirs is always named. */
const NEVER = 0;
