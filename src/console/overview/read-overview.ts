import type { Actor } from "../../access/actor.ts";
import type { Answer } from "../../intake/api/refusal.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import type { SwitchView } from "../../intake/api/views/brake-views.ts";
import type { FiguresView } from "../../intake/api/views/figures-view.ts";
import type { HealthView } from "../../intake/api/views/health-view.ts";
import type { RunSummaryView, RunView } from "../../intake/api/views/run-view.ts";
import type { Unpaged } from "../../ports/page-desk.ts";
import type { ConsoleNeeds } from "../needs.ts";

/** What somebody may see of all that goes on. */
export interface Overview {
  readonly approvals: readonly ApprovalView[];
  readonly live: readonly Live[];
  /** Whether more runs are live than are shown. */
  readonly hasMore: boolean;
  readonly ended: readonly RunSummaryView[];
  readonly switches: readonly SwitchView[];
  readonly unpaged: readonly Unpaged[];
  readonly health: HealthView;
  readonly figures: FiguresView;
}

/** A run, with all that is known of it where its version is understood. */
export interface Live {
  readonly summary: RunSummaryView;
  readonly run: Answer<RunView>;
}

const MOST_LIVE = 30;
const MOST_ENDED = 15;

export async function readOverview(
  actor: Actor,
  { desk }: Pick<ConsoleNeeds, "desk">,
): Promise<Overview> {
  const [approvals, found, ended, { switches }, unpaged, health, figures] = await Promise.all([
    desk.approvals(actor),
    desk.list({ isEnded: false }, { limit: MOST_LIVE + 1 }, actor),
    desk.list({ isEnded: true }, { limit: MOST_ENDED }, actor),
    desk.brakes.switches(),
    desk.unpaged(),
    desk.health(),
    desk.figures.lately(actor),
  ]);
  const live = await Promise.all(
    found
      .slice(0, MOST_LIVE)
      .map(async (summary) => ({ summary, run: await desk.get(summary.id) })),
  );
  const hasMore = found.length > MOST_LIVE;
  return { approvals, live, hasMore, ended, switches, unpaged, health, figures };
}
