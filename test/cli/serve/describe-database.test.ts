import { describe, expect, test } from "vitest";
import { describeChecked, describeTurn } from "../../../src/cli/serve/describe-database.ts";
import { GENESIS } from "../../../src/audit/chain.ts";

const KNOWN = { system: "7301", timeline: 1, database: 5, position: 1 };

describe("what serve says of its database", () => {
  test("is how much of the record was looked at", () => {
    const entry = {
      subject: "run:a",
      seq: 1,
      at: 0,
      kind: "started",
      actor: "ann",
      surface: "cli",
      body: "{}",
      prev: GENESIS,
      hash: GENESIS,
    };
    const tails = [
      { subject: "run:a", entries: [entry, entry], head: 2 },
      { subject: "database", entries: [], head: null },
    ];

    expect(describeChecked(tails)).toBe(
      "The audit record is whole where it was looked at: 2 entries, the newest of 1 chain.",
    );
  });

  test.each(["first", "same"] as const)(
    "is nothing about a server that is met as the %s",
    (turn) => {
      expect(describeTurn({ turn, before: undefined, now: KNOWN })).toBeUndefined();
    },
  );

  test("is loud about a standby that took over, and about another cluster", () => {
    const promoted = {
      turn: "other_timeline",
      before: KNOWN,
      now: { ...KNOWN, timeline: 2 },
    } as const;
    const other = {
      turn: "other_system",
      before: KNOWN,
      now: { ...KNOWN, system: "7302" },
    } as const;

    expect(describeTurn(promoted)?.[0]).toContain("taken over (timeline 2, before 1)");
    expect(describeTurn(other)?.[0]).toContain(
      "another cluster than before (system 7302, before 7301)",
    );
    expect(describeTurn(other)?.[1]).toContain("in doubt in every run that goes on");
    expect(describeTurn({ turn: "put_back", before: KNOWN, now: KNOWN })?.[0]).toContain(
      "put back to an earlier state",
    );
  });
});
