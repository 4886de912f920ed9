import { describe, expect, test } from "vitest";
import { turnOf } from "../../../../src/integrations/postgres/trust/identity.ts";

const KNOWN = { system: "7301", timeline: 1, database: 5, position: 100_000_000 };
const UNTOLD = { system: null, timeline: null, database: null, position: null };

describe("the server that answers", () => {
  test.each([
    ["is met for the first time", undefined, KNOWN, "first"],
    ["is the same", KNOWN, KNOWN, "same"],
    ["was promoted", KNOWN, { ...KNOWN, timeline: 2 }, "other_timeline"],
    ["went back to an older timeline", { ...KNOWN, timeline: 3 }, KNOWN, "other_timeline"],
    ["is of another cluster", KNOWN, { ...KNOWN, system: "7302" }, "other_system"],
    [
      "is of another cluster, on whatever timeline",
      KNOWN,
      { ...KNOWN, system: "7302", timeline: 4 },
      "other_system",
    ],
    ["stopped telling which it is", KNOWN, UNTOLD, "same"],
    ["began to tell which it is", { ...UNTOLD, database: 5 }, KNOWN, "same"],
    [
      "tells its timeline alone",
      { ...UNTOLD, timeline: 1 },
      { ...UNTOLD, timeline: 2 },
      "other_timeline",
    ],
    ["is another database of the cluster", KNOWN, { ...KNOWN, database: 6 }, "put_back"],
    ["was not known so well before", { ...KNOWN, database: null }, KNOWN, "first"],
  ])("%s", (_, before, now, turn) => {
    expect(turnOf(before, now)).toBe(turn);
  });

  test.each([
    ["has gone on", KNOWN.position - 5_000_000, "same"],
    ["dropped what a crash left of its last record", KNOWN.position + 8_000, "same"],
    ["is behind what was seen of it", KNOWN.position + 5_000_000, "put_back"],
  ])("%s", (_, position, turn) => {
    expect(turnOf(KNOWN, KNOWN, { ...KNOWN, position })).toBe(turn);
  });

  test("is on another line before it is behind", () => {
    const seen = { ...KNOWN, position: 200_000_000 };

    expect(turnOf(KNOWN, { ...KNOWN, timeline: 2 }, seen)).toBe("other_timeline");
  });
});
