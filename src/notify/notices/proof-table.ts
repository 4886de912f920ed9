import { allTasks } from "../../engine/machine/turn.ts";
import type { Proof, Run } from "../../engine/machine/state.ts";
import type { NoticePart } from "../../model/notice.ts";
import { scalarsOf } from "../wording/values.ts";

const MOST_ROWS = 6;

/** What the checks saw before and after the changes, as far as it can be set side by side. */
export function proofTable(run: Run): readonly NoticePart[] {
  const proofs = [...allTasks(run)].flatMap(({ task: { state } }) =>
    state.is === "done" && state.proof !== null ? [state.proof] : [],
  );
  const rows = proofs.flatMap(rowsOf).slice(0, MOST_ROWS);
  if (rows.length === 0) return [];
  return [{ is: "table", columns: ["", "before", "after"], rows }];
}

function rowsOf({ before, after }: Proof): readonly (readonly string[])[] {
  const earlier = new Map(scalarsOf(before));
  return scalarsOf(after).map(([name, value]) => [name, earlier.get(name) ?? "not known", value]);
}
