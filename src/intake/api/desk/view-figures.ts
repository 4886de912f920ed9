import type { Actor } from "../../../access/actor.ts";
import type { RunFigures } from "../../../ports/run-figures.ts";
import type { FiguresDesk } from "../needs.ts";
import type { FiguresView, PlaybooksFiguresView } from "../views/figures-view.ts";
import type { Desk } from "./desk.ts";
import { seenHashes } from "./list-runs.ts";
import { timeText } from "./view-summary.ts";

interface FiguresNeeds extends Pick<Desk, "store" | "library" | "access"> {
  readonly figures: RunFigures;
}

/** Of the runs that somebody may see; of alerts, everybody sees all. */
export function openFiguresDesk(desk: FiguresNeeds): FiguresDesk {
  return {
    lately: (actor) => viewLately(actor, desk),
    playbooks: (actor) => viewPlaybooks(actor, desk),
  };
}

const HOUR = 3_600_000;
const LATELY_MS = 24 * HOUR;
const LONG_MS = 30 * 24 * HOUR;

async function viewLately(actor: Actor, desk: FiguresNeeds): Promise<FiguresView> {
  const since = await hoursAgo(LATELY_MS, desk);
  const seen = await seenHashes(actor, desk);
  const [hours, alerts] = await Promise.all([
    desk.figures.byHour({ since, ...seen }),
    desk.figures.alertsSince(since),
  ]);
  return {
    since: timeText(since),
    hours: hours.map(({ hour, ...rest }) => ({ hour: timeText(hour), ...rest })),
    alerts,
  };
}

async function viewPlaybooks(actor: Actor, desk: FiguresNeeds): Promise<PlaybooksFiguresView> {
  const since = await hoursAgo(LONG_MS, desk);
  const playbooks = await desk.figures.byPlaybook({ since, ...(await seenHashes(actor, desk)) });
  return {
    since: timeText(since),
    playbooks: playbooks.map(({ medianMs, ...rest }) => ({
      ...rest,
      median_ms: medianMs === null ? null : Math.round(medianMs),
    })),
  };
}

/** Whole hours, so that what is shown stays as it is while nothing happens. */
async function hoursAgo(ms: number, { store }: Pick<Desk, "store">): Promise<number> {
  return Math.floor(((await store.now()) - ms) / HOUR) * HOUR;
}
