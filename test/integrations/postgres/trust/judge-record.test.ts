import { describe, expect, test } from "vitest";
import { type ChainedEntry, chainHash, type Entry, GENESIS } from "../../../../src/audit/chain.ts";
import { judgeRecord } from "../../../../src/integrations/postgres/trust/judge-record.ts";

const PLACE = ".pitcrew";

describe("the end of a chain", () => {
  test("is whole, from its first entry or from any other", () => {
    const entries = chain("run:a", 5);

    expect(judge({ entries, head: 5 })).toEqual([]);
    expect(judge({ entries: entries.slice(3), head: 5 })).toEqual([]);
    expect(judge({ entries: [], head: null })).toEqual([]);
  });

  test("shows an entry that was altered, taken out or put in", () => {
    const [first, second, third] = chain("run:a", 3);
    if (!first || !second || !third) throw new Error("three were made");

    expect(judge({ entries: [first, { ...second, actor: "eve" }, third], head: 3 })).toEqual([
      "run:a at entry 2 (entry altered)",
    ]);
    expect(judge({ entries: [first, third], head: 3 })).toEqual([
      "run:a at entry 2 (entry missing)",
    ]);
    expect(judge({ entries: [second, second, third], head: 3 })).toEqual([
      "run:a at entry 3 (entry missing)",
    ]);
  });

  test("shows that entries were cut off, or that all are gone", () => {
    expect(judge({ entries: chain("run:a", 2), head: 3 })).toEqual([
      "run:a ends at entry 2, and there were 3",
    ]);
    expect(judge({ entries: [], head: 3 })).toEqual(["run:a ends at entry 0, and there were 3"]);
  });

  test("is named first, and the others are counted", () => {
    const tails = ["run:a", "run:b", "run:c"].map((subject) => ({ subject, entries: [], head: 1 }));

    const [objection] = judgeRecord(PLACE, tails);

    expect(objection).toMatchObject({ level: "error", code: "E538" });
    expect(objection?.message).toBe(
      ".pitcrew: the audit record was changed: run:a ends at entry 0, and there were 1, and 2 more chains are broken",
    );
  });
});

function judge(tail: { entries: readonly ChainedEntry[]; head: number | null }): readonly string[] {
  return judgeRecord(PLACE, [{ subject: "run:a", ...tail }]).map(({ message }) =>
    message.replace(".pitcrew: the audit record was changed: ", ""),
  );
}

function chain(subject: string, length: number): readonly ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const entry: Entry = {
      subject,
      seq,
      at: seq,
      kind: "woke",
      actor: "ann",
      surface: "cli",
      body: "{}",
    };
    const prev = entries.at(-1)?.hash ?? GENESIS;
    entries.push({ ...entry, prev, hash: chainHash(prev, entry) });
  }
  return entries;
}
