import type { Run } from "../machine/state.ts";
import { undoProgress } from "../machine/taking-back.ts";
import type { Lesson } from "../../model/autonomy-fact.ts";

/** What a run shows by how it ended, or by what people made of it afterwards; often nothing. */
export function lessonOf(run: Run): Lesson | null {
  const { phase, firstChangeAt } = run;
  if (phase.is === "running" || phase.is === "closing") return null;
  if (undoProgress(run) !== null) return "overridden";
  switch (phase.ending.outcome) {
    case "resolved":
      return firstChangeAt === null ? null : "fixed";
    case "unknown":
      return "left_in_doubt";
    case "cancelled":
      return firstChangeAt === null ? null : "overridden";
    case "escalated":
    case "denied":
    case "failed":
      return hasDisprovenChange(run) ? "verify_failed" : null;
    case "nothing_to_do":
    case "suggested":
    case "refused":
      return null;
  }
}

/** Its own check did not hold, or a sub-playbook did not help. */
const DISPROOFS: ReadonlySet<string> = new Set(["E304", "E306"]);

function hasDisprovenChange({ steps }: Run): boolean {
  return Object.values(steps).some((step) => "failure" in step && DISPROOFS.has(step.failure.code));
}
