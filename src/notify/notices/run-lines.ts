import type { Run } from "../../engine/machine/state.ts";
import type { Program } from "../../playbook/program.ts";
import type { EarlierRun } from "../../ports/message-store.ts";
import { clockTime } from "../wording/clock-time.ts";
import { outcomeWords, stateWords } from "../wording/state-words.ts";
import { shortRun, subject } from "../wording/subject.ts";

/** How a run stands, for a message that shows many. */
export function liveLine(program: Program, run: Run): string {
  return `${stateWords(run)}  ${subject(program, run)}  run ${shortRun(run.id)}`;
}

/** How an earlier run ended, for those who decide about the next. */
export function earlierLine(
  { run, playbook, startedAt, endedAt, outcome, undo }: EarlierRun,
  zone: string,
): string {
  const isOver = outcome !== null && endedAt !== null;
  const ended = isOver ? outcomeWords(outcome, endedAt - startedAt) : "still going on";
  const undone = undo === null ? "" : `, ${undo.replaceAll("_", " ")}`;
  return `${clockTime(startedAt, zone, NEVER)}  ${ended}${undone}  ${playbook}  run ${shortRun(run)}`;
}

/** Earlier runs were on any day, so theirs is always named. */
const NEVER = 0;
