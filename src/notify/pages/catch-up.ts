import type { Behind } from "../../ports/page-desk.ts";
import type { PagingNeeds } from "./page-once.ts";

const PITCREW = { actor: "pitcrew", surface: "pagerduty" };

/** Tells PagerDuty what happened here meanwhile. What it does not take is told at the next time. */
export async function catchUp(
  { desk, pager }: Pick<PagingNeeds, "desk" | "pager">,
  signal: AbortSignal,
): Promise<void> {
  for (const behind of await desk.behind()) {
    const told = await tell(behind, pager, signal);
    if (told.is === "done") await desk.follow(behind.key, behind.how, PITCREW);
  }
}

function tell(behind: Behind, pager: PagingNeeds["pager"], signal: AbortSignal) {
  switch (behind.how) {
    case "acknowledged":
      return pager.acknowledge(behind, signal);
    case "resolved":
      return pager.resolve(behind, signal);
  }
}
