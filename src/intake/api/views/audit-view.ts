import { z } from "zod";

/** With it, anybody can tell whether checkpoints were signed by this Pitcrew. */
export const AuditKeyView = z.object({ id: z.string(), pem: z.string() });

export type AuditKeyView = z.infer<typeof AuditKeyView>;

/** An entry of the record, as it stands there. */
export const AuditEntryView = z.object({
  subject: z.string(),
  seq: z.int().min(1),
  at: z.iso.datetime(),
  kind: z.string(),
  actor: z.string(),
  surface: z.string(),
  body: z.string(),
  hash: z.string(),
});

export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditEntriesView = z.object({ entries: z.array(AuditEntryView).readonly() });

/** What Pitcrew itself finds; `pitcrew audit verify` needs nobody's word. */
export const RecordCheckView = z.object({
  at: z.iso.datetime(),
  is: z.enum(["whole", "key_unknown", "changed"]),
  entries: z.int(),
  chains: z.int(),
  checkpoints: z.int(),
  /** Entries that no checkpoint covers yet. */
  unsealed: z.int(),
  /** The first of them; `found` counts them all. */
  findings: z.array(z.object({ at: z.string(), because: z.string() })).readonly(),
  found: z.int(),
});

export type RecordCheckView = z.infer<typeof RecordCheckView>;
