import { describe, expect, test } from "vitest";
import { turnOf } from "../../../../src/integrations/postgres/trust/identity.ts";

const KNOWN = { system: "7301", timeline: 1 };

describe("the server that answers", () => {
  test.each([
    ["is met for the first time", undefined, KNOWN, "first"],
    ["is the same", KNOWN, KNOWN, "same"],
    ["was promoted", KNOWN, { ...KNOWN, timeline: 2 }, "other_timeline"],
    ["went back to an older timeline", { ...KNOWN, timeline: 3 }, KNOWN, "other_timeline"],
    ["is of another cluster", KNOWN, { system: "7302", timeline: 1 }, "other_system"],
    [
      "is of another cluster, on whatever timeline",
      KNOWN,
      { system: "7302", timeline: 4 },
      "other_system",
    ],
    ["stopped telling which it is", KNOWN, { system: null, timeline: null }, "same"],
    ["began to tell which it is", { system: null, timeline: null }, KNOWN, "same"],
    [
      "tells its timeline alone",
      { system: null, timeline: 1 },
      { system: null, timeline: 2 },
      "other_timeline",
    ],
  ])("%s", (_, before, now, turn) => {
    expect(turnOf(before, now)).toBe(turn);
  });
});
