import type { Run } from "../../engine/machine/state.ts";
import type { NoticePart } from "../../model/notice.ts";
import { proofRows } from "../wording/proof-rows.ts";

const MOST_ROWS = 6;

/** What the checks saw before and after the changes, at a glance. */
export function proofTable(run: Run): readonly NoticePart[] {
  const rows = proofRows(run)
    .slice(0, MOST_ROWS)
    .map(({ what, before, after }) => [what, before ?? "not known", after]);
  return rows.length === 0 ? [] : [{ is: "table", columns: ["", "before", "after"], rows }];
}
