import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Columns } from "../store/rows-as.ts";

/** A new version, or a choice among them, as the record of the playbook keeps it. */
export const ENTRY = {
  name: "text",
  subject: "text",
  kind: "text",
  body: "text",
} as const satisfies Columns;

type Entry = Readonly<Record<keyof typeof ENTRY, string>>;

export function entryOf(
  kind: "published" | "activated",
  { playbook: name, version, hash }: PinnedPlaybook,
  isShipped = false,
): Entry {
  const body = JSON.stringify({ version, hash, ...(isShipped && { shipped: true }) });
  return { name, subject: subjectOf(name), kind, body };
}

export function withdrawn(name: string): Entry {
  return { name, subject: subjectOf(name), kind: "withdrawn", body: "{}" };
}

/** The chain of a playbook in the record. */
export function subjectOf(playbook: string): string {
  return `playbook:${playbook}`;
}
