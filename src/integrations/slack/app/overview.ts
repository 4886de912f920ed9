import type { Actor } from "../../../access/actor.ts";
import type { RunSummaryView, RunView } from "../../../intake/api/views/run-view.ts";
import type { Unpaged } from "../../../ports/page-desk.ts";
import type { SlackNeeds } from "./needs.ts";

const MOST_LIVE = 20;
const MOST_ENDED = 10;
const DAY_MS = 86_400_000;

export interface Overview {
  readonly live: readonly RunView[];
  readonly ended: readonly RunSummaryView[];
  readonly unpaged: readonly Unpaged[];
}

/** What somebody may see of what goes on, and of what ended within a day. */
export async function readOverview(
  actor: Actor,
  { desk, clock }: Pick<SlackNeeds, "desk" | "clock">,
): Promise<Overview> {
  const [going, over, unpaged] = await Promise.all([
    desk.list({ isEnded: false }, { limit: MOST_LIVE }, actor),
    desk.list({ isEnded: true }, { limit: MOST_ENDED }, actor),
    desk.unpaged(),
  ]);
  const shown = await Promise.all(going.map(({ id }) => desk.get(id)));
  const yesterday = clock.now() - DAY_MS;
  return {
    live: shown.flatMap((one) => (one.ok ? [one.value] : [])),
    ended: over.filter(({ ended }) => ended !== null && Date.parse(ended) > yesterday),
    unpaged,
  };
}
