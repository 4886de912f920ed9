import type { PlaybookFiguresView } from "../../intake/api/views/figures-view.ts";
import { span } from "../../notify/wording/span.ts";

/** The share never stands without the counts behind it. */
export function resolvedWords(figures: PlaybookFiguresView | undefined): string {
  if (figures === undefined || figures.ended === 0) return "No run has ended.";
  const { ended, resolved, median_ms: median } = figures;
  const share = Math.round((resolved / ended) * 100);
  const within = median === null ? "" : `, half of those within ${span(median)}`;
  return `Resolved ${resolved} of ${ended} (${share} %)${within}.`;
}
