import type { Approval } from "../../model/approval.ts";
import type { Run } from "./state.ts";
import { stepState, tasksOf, withRun, type Turn } from "./turn.ts";

export function approvalOf({ approvals }: Run, step: string): Approval | undefined {
  return Object.hasOwn(approvals, step) ? approvals[step] : undefined;
}

export function withApproval(turn: Turn, step: string, approval: Approval): Turn {
  return withRun(turn, { approvals: { ...turn.run.approvals, [step]: approval } });
}

/** Whether anything of the step was sent, so that its approval has been used. */
export function isUsed(run: Run, step: string): boolean {
  return tasksOf(stepState(run, step)).some(({ sent }) => sent > 0);
}

/** Whether people can still take a yes back, or say no, before anything is sent. */
export function isOpen(run: Run, step: string): boolean {
  const standing = approvalOf(run, step)?.standing;
  if (standing === "waiting") return true;
  return standing === "granted" && !isUsed(run, step) && isAhead(run, step);
}

function isAhead(run: Run, step: string): boolean {
  const { is } = stepState(run, step);
  return is === "planning" || is === "running";
}
