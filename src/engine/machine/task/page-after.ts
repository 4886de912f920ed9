import { milliseconds } from "../../../model/duration.ts";
import type { Program } from "../../../playbook/program.ts";

/** How long a run may be kept waiting before a person has to know. */
export function pageAfter({ playbook: { safety } }: Program): number {
  return milliseconds(safety?.page_after ?? "15m");
}
