import { type ChainedEntry, verifyChain } from "../../../audit/chain.ts";
import type { Objection } from "./objection.ts";

/** The newest entries of one chain, the oldest first. */
export interface Tail {
  readonly subject: string;
  readonly entries: readonly ChainedEntry[];
  /** The entry that must be the last; null where nothing else knows. */
  readonly head: number | null;
}

/** Whether what stands at the end of each chain is as it was written, and nothing is cut off. */
export function judgeRecord(place: string, tails: readonly Tail[]): readonly Objection[] {
  const broken = tails.flatMap((tail) => {
    const because = whyBroken(tail);
    return because === undefined ? [] : [`${tail.subject} ${because}`];
  });
  const [first] = broken;
  if (first === undefined) return [];
  const others = broken.length === 1 ? "" : `, and ${broken.length - 1} more chains are broken`;
  return [
    {
      level: "error",
      code: "E538",
      message: `${place}: the audit record was changed: ${first}${others}`,
      remedy:
        "Keep a copy of the database as evidence, then restore a backup from before the change.",
    },
  ];
}

function whyBroken({ subject, entries, head }: Tail): string | undefined {
  const [first] = entries;
  const before = first && { seq: first.seq - 1, hash: first.prev };
  const verdict = verifyChain(subject, entries, before);
  if (verdict.is === "broken") {
    return `at entry ${verdict.seq} (${verdict.because.replaceAll("_", " ")})`;
  }
  if (head === null || verdict.head.seq === head) return undefined;
  return `ends at entry ${verdict.head.seq}, and there were ${head}`;
}
