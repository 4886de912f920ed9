import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalText,
  type ChainedEntry,
  chainHash,
  type Entry,
  GENESIS,
  verifyChain,
} from "../../src/audit/chain.ts";

const SUBJECT = "run:r-1";

describe("the chain of a record", () => {
  test("is whole as it was written, and its head names the last entry", () => {
    fc.assert(
      fc.property(chain, (entries) => {
        const last = entries.at(-1);
        const head = { seq: entries.length, hash: last?.hash ?? GENESIS };
        expect(verifyChain(SUBJECT, entries)).toEqual({ is: "whole", head });
      }),
    );
  });

  test.each([
    { field: "at", value: 2 },
    { field: "kind", value: "forged" },
    { field: "actor", value: "forged" },
    { field: "surface", value: "forged" },
    { field: "body", value: "forged" },
    { field: "hash", value: "ab".repeat(32) },
  ])("is broken where the $field of an entry was changed", ({ field, value }) => {
    fc.assert(
      fc.property(longChain, fc.nat(), (entries, pick) => {
        const at = pick % entries.length;
        const forged = entries.map((entry, i) => (i === at ? { ...entry, [field]: value } : entry));
        const because = "entry_altered";
        expect(verifyChain(SUBJECT, forged)).toEqual({ is: "broken", seq: at + 1, because });
      }),
    );
  });

  test("is broken where an entry was taken out, unless it was the last", () => {
    fc.assert(
      fc.property(longChain, fc.nat(), (entries, pick) => {
        const at = pick % (entries.length - 1);
        const because = "entry_missing";
        const cut = entries.toSpliced(at, 1);
        expect(verifyChain(SUBJECT, cut)).toEqual({ is: "broken", seq: at + 1, because });
      }),
    );
  });

  test("is broken after an entry that was rewritten with a hash that fits it", () => {
    const [first, second] = written([fields(1), fields(2)]);
    if (first === undefined || second === undefined) throw new Error("two entries were written");
    const changed = { ...first, body: "forged" };
    const forged = { ...changed, hash: chainHash(GENESIS, changed) };

    const verdict = verifyChain(SUBJECT, [forged, second]);

    expect(verdict).toEqual({ is: "broken", seq: 2, because: "link_broken" });
  });

  test("has no room for an entry of another subject", () => {
    const entries = written([{ ...fields(1), subject: "run:r-2" }]);

    const verdict = verifyChain(SUBJECT, entries);

    expect(verdict).toEqual({ is: "broken", seq: 1, because: "other_subject" });
  });
});

describe("the canonical text of an entry", () => {
  test("are as this version has written them, so that old records stay provable", () => {
    const entry = { ...fields(7), actor: "Zoë" };

    expect(canonicalText(entry)).toBe("7:run:r-1,1:7,4:1007,4:woke,4:Zoë,6:engine,2:{},");
  });

  test("differ whenever two entries differ, however the text is shared out", () => {
    fc.assert(
      fc.property(entry, entry, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        const same = canonicalText(one) === canonicalText(other);
        expect(same).toBe(isSame);
      }),
    );
  });
});

function fields(seq: number): Entry {
  return {
    subject: SUBJECT,
    seq,
    at: 1_000 + seq,
    kind: "woke",
    actor: "Ann",
    surface: "engine",
    body: "{}",
  };
}

const text = fc.oneof(
  fc.constantFrom("", "1:a,", "1:", ",", "a", "aa"),
  fc.string({ unit: "grapheme" }),
);

const entry: fc.Arbitrary<Entry> = fc.record({
  subject: fc.constant(SUBJECT),
  seq: fc.constantFrom(1, 2, 11),
  at: fc.constantFrom(1, 11, 1_763_640_000_000),
  kind: text,
  actor: text,
  surface: text,
  body: text,
});

const chain: fc.Arbitrary<readonly ChainedEntry[]> = fc.array(entry, { maxLength: 8 }).map(written);
const longChain = chain.filter(({ length }) => length > 1);

function written(entries: readonly Entry[]): readonly ChainedEntry[] {
  const chained: ChainedEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const prev = chained.at(-1)?.hash ?? GENESIS;
    const placed = { ...entry, seq: index + 1 };
    chained.push({ ...placed, prev, hash: chainHash(prev, placed) });
  }
  return chained;
}
