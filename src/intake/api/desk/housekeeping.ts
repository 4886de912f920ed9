import type { Kept } from "../../../engine/housekeeping/kept.ts";
import { formatDuration } from "../../../model/duration.ts";
import type { Housekeeping, Removed } from "../../../ports/housekeeping.ts";
import type { Author } from "../../../ports/playbook-store.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { SweptView, UpkeepView } from "../views/upkeep-view.ts";
import { timeText } from "./view-summary.ts";

/** What people can see and do about what is kept. */
export interface HousekeepingDesk {
  readonly show: () => Promise<UpkeepView>;
  readonly sweep: (author: Author) => Promise<Answer<SweptView>>;
}

export interface HousekeepingTools {
  readonly kept: readonly Kept[];
  readonly store: Pick<Housekeeping, "count" | "pastRuns" | "last">;
  /** Where the record of runs is written to. */
  readonly archive: string | null;
  /** Nothing when another process is at it. */
  readonly sweep: (author: Author) => Promise<Removed | undefined>;
}

const MOST_COUNTED = 10_001;

export function openHousekeepingDesk(tools: HousekeepingTools): HousekeepingDesk {
  return {
    show: async () => {
      const kept = [];
      for (const one of tools.kept) {
        const { what, keepMs, why } = one;
        kept.push({ what, keep: formatDuration(keepMs), why, past: await countPast(one, tools) });
      }
      const last = await tools.store.last();
      return {
        kept,
        archive: tools.archive,
        last: last === undefined ? null : { ...last, at: timeText(last.at) },
      };
    },
    sweep: async (author) => {
      const removed = await tools.sweep(author);
      return removed === undefined ? underWay() : answer({ removed });
    },
  };
}

async function countPast(
  { what, keepMs }: Kept,
  { store, archive }: HousekeepingTools,
): Promise<number> {
  if (what !== "runs") return store.count(what, keepMs, MOST_COUNTED);
  return archive === null ? 0 : (await store.pastRuns(keepMs, MOST_COUNTED)).length;
}

function underWay(): Answer<never> {
  return refuse(
    "E566",
    "Another process is removing what is past its time",
    "Wait for it; pitcrew upkeep shows when that was done last.",
  );
}
