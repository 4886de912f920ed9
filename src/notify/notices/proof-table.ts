import type { Run } from "../../engine/machine/state.ts";
import type { NoticePart } from "../../model/notice.ts";
import { proofRows } from "../wording/proof-rows.ts";

const MOST_ROWS = 6;

/** What the checks saw before and after the changes, at a glance: what moved, where anything did. */
export function proofTable(run: Run): readonly NoticePart[] {
  const seen = proofRows(run);
  const moved = seen.filter(({ before, after }) => before !== after);
  const rows = (moved.length === 0 ? seen : moved)
    .slice(0, MOST_ROWS)
    .map(({ what, before, after }) => [what, before ?? "not known", after]);
  return rows.length === 0 ? [] : [{ is: "table", columns: ["", "before", "after"], rows }];
}
