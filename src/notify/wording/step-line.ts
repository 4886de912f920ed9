import type { Approval } from "../../model/approval.ts";
import { approvalOf } from "../../engine/machine/approvals.ts";
import type { Run, StepState } from "../../engine/machine/state.ts";
import { stepState } from "../../engine/machine/turn.ts";
import type { StepTimes } from "../../engine/step-times.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import type { Program } from "../../playbook/program.ts";
import { clockTime } from "./clock-time.ts";
import { span } from "./span.ts";

const MOST_NAMED = 6;

/** How far each step is, on one line: "✔ depth 1 s   ◔ scale: approval needed by 03:19 CET". */
export function stepLine(
  program: Program,
  run: Run,
  times: ReadonlyMap<string, StepTimes>,
  zone: string,
): string {
  const states = [...stepsOf(program.playbook)]
    .filter(({ step, rescues }) => rescues === undefined || run.path.includes(step.id))
    .map(({ step: { id } }) => ({ id, state: stepState(run, id) }));
  const past = states.filter(({ state }) => isOver(state));
  const going = states.filter(({ state }) => !isOver(state) && state.is !== "waiting");
  const next = states.filter(({ state }) => state.is === "waiting");
  const room = Math.max(1, MOST_NAMED - going.length);
  const named = past.slice(-room);
  const first = next.slice(0, Math.max(0, room - named.length));
  return [
    ...(past.length > named.length ? [`✔ ${past.length - named.length} before`] : []),
    ...named.map(({ id, state }) => overWords(id, state, times.get(id))),
    ...going.map(({ id, state }) => goingWords(id, state, run, zone)),
    ...(run.phase.is === "running" ? first.map(({ id }) => `· ${id}`) : []),
    ...(run.phase.is === "running" && next.length > first.length
      ? [`· ${next.length - first.length} more`]
      : []),
  ].join("   ");
}

function isOver({ is }: StepState): boolean {
  return is === "done" || is === "skipped" || is === "failed" || is === "stopped";
}

function overWords(id: string, state: StepState, times: StepTimes | undefined): string {
  const { began = 0, ended = null } = times ?? {};
  const took = ended === null ? "" : ` ${span(ended - began)}`;
  switch (state.is) {
    case "done":
      return `✔ ${id}${took}`;
    case "skipped":
      return `– ${id} skipped`;
    case "failed":
      return `✘ ${id} failed: ${state.failure.message}`;
    case "stopped":
      return `– ${id} stopped`;
    case "waiting":
    case "planning":
    case "awaiting_approval":
    case "running":
    case "undoing":
    case "rescuing":
      return id;
  }
}

function byTime(approval: Approval | undefined, zone: string): string {
  return approval === undefined ? "" : ` by ${clockTime(approval.request.expires, zone)}`;
}

function goingWords(id: string, state: StepState, run: Run, zone: string): string {
  switch (state.is) {
    case "planning":
      return `◔ ${id}: looking what it would do`;
    case "awaiting_approval":
      return `◔ ${id}: approval needed${byTime(approvalOf(run, id), zone)}`;
    case "undoing":
      return `✘ ${id} failed, being undone: ${state.failure.message}`;
    case "rescuing":
      return `✘ ${id} failed, its way out runs: ${state.failure.message}`;
    case "running": {
      const states = state.tasks.map(({ state: task }) => task);
      const asked = states.find((task) => task.is === "asking");
      if (asked !== undefined) return `◔ ${id}: answer needed by ${clockTime(asked.until, zone)}`;
      if (states.some(({ is }) => is === "in_doubt")) return `◔ ${id}: in doubt`;
      const done = states.filter(({ is }) => is === "done").length;
      return states.length > 1 ? `◔ ${id} ${done} of ${states.length}` : `◔ ${id}`;
    }
    case "waiting":
    case "skipped":
    case "done":
    case "failed":
    case "stopped":
      return id;
  }
}
