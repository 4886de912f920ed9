import { changes } from "../../../model/effect-class.ts";
import type { Mode } from "../../../playbook/format/safety.ts";
import type { ProgramStep } from "../../../playbook/program.ts";

/** Whether a step may go ahead, must be approved first, or is only suggested. */
export type Permission = "go" | "ask" | "suggest";

/** `asks` tells whether the step's own `approve` wants an answer this time. */
export function permission(mode: Mode, step: ProgramStep, asks: boolean): Permission {
  const isChange = step.kind.carrier === "step" && changes(step.effect);
  switch (mode) {
    case "observe":
      return isChange || asks || callsPeople(step) ? "suggest" : "go";
    case "suggest":
      if (isChange) return "suggest";
      return asks ? "ask" : "go";
    case "approve":
      return isChange || asks ? "ask" : "go";
    case "auto":
      return asks ? "ask" : "go";
  }
}

/** A run that only observes disturbs nobody. */
function callsPeople({ kind }: ProgramStep): boolean {
  return CALLING.has(kind.kind);
}

const CALLING: ReadonlySet<string> = new Set(["ask", "escalate", "slack.post", "pagerduty.note"]);
