import type { PublicKey } from "./audit-key.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { judgeCheckpoint } from "./judge-checkpoints.ts";
import type { Finding } from "./verify-record.ts";

/** What the newest checkpoints say about chains, against what the chains hold. */
export interface Recent {
  /** Each the one after the other. */
  readonly checkpoints: readonly Checkpoint[];
  /** The hash of an entry as it stands now. */
  readonly hashOf: (subject: string, seq: number) => string | undefined;
}

/**
 * A quick look when a process starts. Another process may have signed with a key of its own, which
 * this one cannot know, so that only a wrong signature speaks against a checkpoint here.
 */
export function judgeRecent(
  { checkpoints, hashOf }: Recent,
  keys: readonly PublicKey[],
): readonly Finding[] {
  const findings: Finding[] = [];
  let before: Checkpoint | "any" = "any";
  for (const checkpoint of checkpoints) {
    const { flaws, heads } = judgeCheckpoint(before, checkpoint, keys);
    const serious = flaws.filter((flaw) => flaw !== "key_unknown");
    for (const flaw of serious) {
      findings.push({ at: `checkpoint ${checkpoint.number}`, because: flaw.replaceAll("_", " ") });
    }
    for (const { subject, seq, hash } of heads) {
      const now = hashOf(subject, seq);
      if (now === hash) continue;
      const because = now === undefined ? "missing" : "not the one that was sealed";
      findings.push({ at: `${subject} at entry ${seq}`, because });
    }
    before = checkpoint;
  }
  return findings;
}
