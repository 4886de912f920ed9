import { visible } from "../document/visible.ts";
import type { ReportView } from "../intake/api/views/report-view.ts";

const HEAD = ["entry", "at", "what", "step", "by", "through", "told", "hash"];

/** The timeline, for a spreadsheet. */
export function writeCsv({ timeline }: ReportView): string {
  const rows = timeline.map(({ seq, at, event, step, actor, surface, notes, hash }) => [
    String(seq),
    at,
    event,
    step ?? "",
    actor,
    surface,
    notes.join(" "),
    hash,
  ]);
  return [HEAD, ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** What begins like a formula would be calculated by a spreadsheet; an apostrophe makes it text. */
function cell(text: string): string {
  const safe = visible(text);
  const tame = /^[=+\-@]/.test(safe) ? `'${safe}` : safe;
  return /[",']/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
