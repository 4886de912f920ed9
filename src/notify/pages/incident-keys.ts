import { createHash } from "node:crypto";
import type { Wish } from "../../ports/page-desk.ts";

/** One incident for one occurrence of an alert, or for one run that no alert has started. */
export function incidentKey({ alert, root }: Pick<Wish, "alert" | "root">): string {
  return alert === null ? `pitcrew/run/${root}` : `pitcrew/alert/${alert.occurrence}`;
}

/** Alertmanager's own deduplication key for PagerDuty. */
export function alertmanagerKey(groupKey: string): string {
  return createHash("sha256").update(groupKey).digest("hex");
}
