import { allTasks } from "../../engine/machine/turn.ts";
import type { Proof } from "../../engine/machine/attempt.ts";
import type { Run } from "../../engine/machine/state.ts";
import { scalarsOf } from "./values.ts";

/** What a check saw of one thing before and after the changes. */
export interface ProofRow {
  readonly what: string;
  /** Null where nobody looked before. */
  readonly before: string | null;
  readonly after: string;
}

/** All that the checks of a run saw, as far as it can be set side by side. */
export function proofRows(run: Run): readonly ProofRow[] {
  const proofs = [...allTasks(run)].flatMap(({ task: { state } }) =>
    state.is === "done" && state.proof !== null ? [state.proof] : [],
  );
  return proofs.flatMap(rowsOf);
}

function rowsOf({ before, after }: Proof): readonly ProofRow[] {
  const earlier = new Map(scalarsOf(before));
  return scalarsOf(after).map(([what, value]) => ({
    what,
    before: earlier.get(what) ?? null,
    after: value,
  }));
}
