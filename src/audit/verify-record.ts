import type { PublicKey } from "./audit-key.ts";
import { breakAt, type ChainedEntry, type Head, NOTHING } from "./chain.ts";
import { bodyHash, type Checkpoint, type Note, readStatement } from "./checkpoint.ts";
import { judgeCheckpoint, judgeSignature } from "./judge-checkpoints.ts";
import { readRemoved, type RemovedChain, whyNotRemoved } from "./removed-chains.ts";

/** An entry, and the transaction that wrote it, by which checkpoints are cut. */
export interface ExportedEntry extends ChainedEntry {
  readonly tx: number;
}

/** One thing that is not as it was written. */
export interface Finding {
  /** A subject with the number of an entry, or a checkpoint. */
  readonly at: string;
  readonly because: string;
}

export interface Verdict {
  readonly entries: number;
  readonly chains: number;
  readonly checkpoints: number;
  readonly last: { readonly number: number; readonly at: number } | undefined;
  /** Entries that no checkpoint covers yet: whoever owns the database could still change them. */
  readonly unsealed: { readonly count: number; readonly oldest: number | undefined };
  /** Chains that are gone because they had been kept long enough, and that came from no archive. */
  readonly removed: number;
  /** The first so many; `found` counts them all. */
  readonly findings: readonly Finding[];
  readonly found: number;
}

export interface Verifier {
  /** All of them, in order, before the first entry. */
  readonly checkpoint: (checkpoint: Checkpoint) => void;
  /** Subject by subject, each in order. */
  readonly entry: (entry: ExportedEntry) => void;
  /** After those, what was archived before it was removed; what the record still has is passed over. */
  readonly archived: (entry: ExportedEntry) => void;
  readonly end: () => Verdict;
}

export interface Expected {
  readonly keys: readonly PublicKey[];
  /** What was kept outside, in any order. */
  readonly anchored: readonly Note[];
  /** The one subject whose entries come, with the checkpoints that speak of it; or everything. */
  readonly of: string;
}

export const EVERYTHING = "everything";

/** As many as anybody reads. */
const MOST_FINDINGS = 100;

/** Judges a whole record, entry by entry, in memory that grows with its chains and checkpoints. */
export function openVerifier({ keys, anchored, of: scope }: Expected): Verifier {
  const isPart = scope !== EVERYTHING;
  const findings: Finding[] = [];
  let found = 0;
  const report = (at: string, because: string): void => {
    found += 1;
    if (findings.length < MOST_FINDINGS) findings.push({ at, because });
  };

  const sealed = new Map<string, Map<number, string>>();
  const sealedAt = new Map<string, number>();
  const gone = new Map<string, RemovedChain>();
  let removed = 0;
  const bodies = new Map<number, string>();
  const seen = new Set<string>();
  let before: Checkpoint | undefined;
  let checkpoints = 0;
  let last: Verdict["last"];
  let upto = 0;

  let subject: string | undefined;
  let fromArchive: string | undefined;
  let head: Head = NOTHING;
  let highest = 0;
  let isBroken = false;
  let entries = 0;
  let unsealed = 0;
  let oldest: number | undefined;

  function addCheckpoint(checkpoint: Checkpoint): void {
    const judged = judgeCheckpoint(isPart ? "any" : before, checkpoint, keys);
    for (const flaw of judged.flaws) report(`checkpoint ${checkpoint.number}`, said(flaw));
    const concerned = judged.heads.filter(({ subject: of }) => !isPart || of === scope);
    for (const one of concerned) {
      remember(one.subject, one.seq, one.hash);
      sealedAt.set(one.subject, judged.statement?.at ?? 0);
    }
    before = checkpoint;
    checkpoints += 1;
    bodies.set(checkpoint.number, bodyHash(checkpoint));
    if (judged.statement !== undefined) {
      last = { number: checkpoint.number, at: judged.statement.at };
      // One that cannot be believed says nothing about entries.
      if (judged.heads.length > 0) upto = judged.statement.upto;
    }
  }

  function remember(of: string, seq: number, hash: string): void {
    const heads = sealed.get(of) ?? new Map<number, string>();
    const known = heads.get(seq);
    if (known !== undefined && known !== hash)
      report(`${of} at entry ${seq}`, "sealed twice, differently");
    heads.set(seq, hash);
    sealed.set(of, heads);
  }

  function addEntry(entry: ExportedEntry): void {
    if (entry.subject !== subject) begin(entry.subject);
    entries += 1;
    const because = breakAt(entry.subject, head, entry);
    if (because !== undefined && !isBroken) {
      report(`${entry.subject} at entry ${head.seq + 1}`, said(because));
      isBroken = true;
    }
    head = { seq: entry.seq, hash: entry.hash };
    for (const [of, chain] of readRemoved(entry)) gone.set(of, chain);
    const heads = sealed.get(entry.subject);
    const hash = heads?.get(entry.seq);
    if (hash !== undefined) {
      if (hash !== entry.hash)
        report(`${entry.subject} at entry ${entry.seq}`, "not the one that was sealed");
      heads?.delete(entry.seq);
    }
    if (entry.seq > highest) leaveUnsealed(entry);
  }

  function addArchived(entry: ExportedEntry): void {
    if (entry.subject !== fromArchive && seen.has(entry.subject)) return;
    fromArchive = entry.subject;
    addEntry(entry);
  }

  function leaveUnsealed({ subject: of, seq, at, tx }: ExportedEntry): void {
    unsealed += 1;
    oldest = Math.min(oldest ?? at, at);
    if (tx < upto) report(`${of} at entry ${seq}`, "passed over by the checkpoints");
  }

  function begin(next: string): void {
    finish();
    if (seen.has(next)) report(next, "its entries stand in several places");
    seen.add(next);
    subject = next;
    head = NOTHING;
    isBroken = false;
    highest = Math.max(0, ...(sealed.get(next)?.keys() ?? []));
  }

  /** What was sealed of a chain and did not come. */
  function finish(): void {
    if (subject === undefined) return;
    const missing = sealed.get(subject);
    if (missing !== undefined && missing.size > 0) reportMissing(subject, missing);
    sealed.delete(subject);
  }

  function reportMissing(of: string, missing: ReadonlyMap<number, string>): void {
    const until = Math.max(...missing.keys());
    report(of, `entries are missing: it had ${until}, and ends at entry ${head.seq}`);
  }

  function judgeAbsence(of: string, heads: ReadonlyMap<number, string>): void {
    const chain = gone.get(of);
    if (chain === undefined) return reportMissing(of, heads);
    const because = whyNotRemoved({ heads, sealedAt: sealedAt.get(of) ?? 0 }, chain);
    if (because === undefined) removed += 1;
    else report(of, because);
  }

  function end(): Verdict {
    finish();
    for (const [of, missing] of sealed) {
      head = NOTHING;
      if (missing.size > 0) judgeAbsence(of, missing);
    }
    for (const note of anchored) compare(note);
    return {
      entries,
      chains: seen.size,
      checkpoints,
      last,
      unsealed: { count: unsealed, oldest },
      removed,
      findings,
      found,
    };
  }

  function compare(note: Note): void {
    const at = `anchored checkpoint ${note.number}`;
    for (const flaw of judgeSignature(note, keys)) report(at, said(flaw));
    if (readStatement(note.body)?.number !== note.number) report(at, said("malformed"));
    const body = bodies.get(note.number);
    if (body === undefined && !isPart) report(at, "the record no longer has it");
    if (body !== undefined && body !== bodyHash(note))
      report(at, "the record has another in its place");
  }

  return { checkpoint: addCheckpoint, entry: addEntry, archived: addArchived, end };
}

function said(flaw: string): string {
  return flaw.replaceAll("_", " ");
}
