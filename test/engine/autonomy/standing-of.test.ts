import { describe, expect, test } from "vitest";
import type { Fact, Lesson } from "../../../src/model/autonomy-fact.ts";
import { lacksForTrust, nextRung } from "../../../src/engine/autonomy/lacks-for-trust.ts";
import { standingOf } from "../../../src/engine/autonomy/standing-of.ts";

const DAY = 86_400_000;
const DEMANDS = { fixes: 3, drillLastsMs: 30 * DAY };

type Told =
  | Lesson
  | "passed"
  | "not passed"
  | "trusted"
  | "demoted"
  | { readonly activate: string; readonly isShipped?: boolean }
  | { readonly days: number };

describe("a playbook of one's own", () => {
  const own = { activate: "1.0.0" };

  test.each([
    ["begins at suggest", [], "suggest"],
    ["stays there after two fixes", ["fixed", "fixed"], "suggest"],
    ["rises after three", ["fixed", "fixed", "fixed"], "approve"],
    ["rises after one passed drill", ["passed"], "approve"],
    ["does not rise by a drill that it did not pass", ["not passed"], "suggest"],
    [
      "falls when a check does not hold, and counts anew",
      ["fixed", "fixed", "verify_failed", "fixed", "fixed"],
      "observe",
    ],
    ["falls by a doubt that nobody settled", ["passed", "left_in_doubt"], "suggest"],
    ["falls when a person overrides it", ["passed", "overridden"], "suggest"],
    ["falls when a person takes a rung back", ["passed", "demoted"], "suggest"],
    ["never falls below observe", ["demoted", "demoted", "demoted"], "observe"],
    ["comes back from observe by fixes", ["demoted", "fixed", "fixed", "fixed"], "suggest"],
    ["never acts alone by itself", [...times(9, "fixed"), ...times(9, "passed")], "approve"],
    ["acts alone with fixes, a drill and a yes", ["passed", ...evidence(), "trusted"], "auto"],
    ["is not trusted without a drill", [...times(6, "fixed"), "trusted"], "approve"],
    ["is not trusted without fixes", ["passed", "passed", "trusted"], "approve"],
    [
      "is not trusted for what has brought it to approve",
      [...times(3, "fixed"), "passed", "trusted"],
      "approve",
    ],
    [
      "is not trusted after a drill that it did not pass",
      ["passed", ...evidence(), "not passed", "trusted"],
      "approve",
    ],
  ] as const)("%s", (_, told, rung) => {
    expect(stand([own, ...told]).rung).toBe(rung);
  });

  test("acts alone for thirty days after the last drill that it passed", () => {
    const trusted: readonly Told[] = [own, "passed", ...evidence(), "trusted"];

    expect(stand([...trusted, { days: 29 }]).rung).toBe("auto");
    expect(stand([...trusted, { days: 29 }, "passed", { days: 29 }]).rung).toBe("auto");
    expect(stand([...trusted, { days: 31 }])).toMatchObject({
      rung: "approve",
      because: "It has passed no drill for too long",
    });
  });

  test("comes back to acting alone by a drill and a yes, and not by either alone", () => {
    const lapsed: readonly Told[] = [
      own,
      "passed",
      ...evidence(),
      "trusted",
      ...times(3, "fixed"),
      { days: 31 },
    ];

    expect(stand([...lapsed, "trusted"]).rung).toBe("approve");
    expect(stand([...lapsed, "passed"]).rung).toBe("approve");
    expect(stand([...lapsed, "passed", "trusted"]).rung).toBe("auto");
  });

  test("falls from the rung that it had lapsed to", () => {
    const told: readonly Told[] = [own, "passed", ...evidence(), "trusted", { days: 31 }];

    expect(stand([...told, "verify_failed"]).rung).toBe("suggest");
  });

  test("does not count a drill that lies too far back", () => {
    expect(stand([own, "passed", ...evidence(), { days: 31 }, "trusted"]).rung).toBe("approve");
  });
});

describe("a playbook that came with Pitcrew", () => {
  const shipped = { activate: "1.0.0", isShipped: true };

  test("begins at approve, and says why", () => {
    expect(stand([shipped])).toMatchObject({
      rung: "approve",
      because: "It was shipped with Pitcrew",
    });
  });

  test("acts alone with fixes, a drill and a yes", () => {
    expect(stand([shipped, ...evidence(), "trusted"]).rung).toBe("auto");
  });
});

describe("a new version", () => {
  test.each([
    ["auto", ["passed", ...evidence(), "trusted"], "approve"],
    ["approve", ["passed"], "suggest"],
    ["suggest", [], "suggest"],
    ["observe", ["demoted"], "suggest"],
  ] as const)(
    "after one at %s begins one rung lower, and not below suggest",
    (before, told, rung) => {
      expect(stand([{ activate: "1.0.0" }, ...told, { activate: "2.0.0" }])).toMatchObject({
        rung,
        because: `It follows 1.0.0, which stood at ${before}`,
        fixes: 0,
      });
    },
  );

  test("also of a playbook that came with Pitcrew", () => {
    const told: readonly Told[] = [
      { activate: "1.0.0", isShipped: true },
      { activate: "2.0.0", isShipped: true },
    ];

    expect(stand(told).rung).toBe("suggest");
  });

  test("leaves what the one before has earned to that one, for when it comes back", () => {
    const told: readonly Told[] = [{ activate: "1.0.0" }, "passed", { activate: "2.0.0" }];

    expect(stand([...told, { activate: "1.0.0" }]).rung).toBe("approve");
  });

  test("begins at the rung after a lapse, not at the one before it", () => {
    const trusted: readonly Told[] = [{ activate: "1.0.0" }, "passed", ...evidence(), "trusted"];

    expect(stand([...trusted, { days: 31 }, { activate: "2.0.0" }]).rung).toBe("suggest");
  });

  test("that was published and never activated would begin below what is active", () => {
    const facts = factsOf([{ activate: "1.0.0" }, "passed"]);

    expect(standingOf("sha256:9.0.0", facts, DEMANDS, 9).rung).toBe("suggest");
  });
});

test("what a version lacks is said in words", () => {
  const at = (told: readonly Told[]) => stand([{ activate: "1.0.0" }, ...told]);
  const now = DAY;

  expect(nextRung(at(["fixed"]), DEMANDS, now)).toBe(
    "2 more verified fixes in a row, or a passed drill",
  );
  expect(nextRung(at(["passed", "fixed", "fixed"]), DEMANDS, now)).toBe(
    "1 more verified fix, and a passed drill, and a reviewer's yes",
  );
  expect(nextRung(at(["passed", ...evidence()]), DEMANDS, now)).toBe("a reviewer's yes");
  expect(nextRung(at(["passed", ...evidence(), "trusted"]), DEMANDS, now)).toBeNull();
  expect(lacksForTrust(at([]), DEMANDS, now)).toEqual([
    "the rung approve, while it stands at suggest",
  ]);
});

/** What is enough for a reviewer, beside the rung. */
function evidence() {
  return [...times(3, "fixed"), "passed"] as const;
}

function times<Word extends Told>(count: number, word: Word): readonly Word[] {
  return Array.from({ length: count }, () => word);
}

/** Where the latest version stands after all that, one thing a minute. */
function stand(told: readonly Told[]) {
  const facts = factsOf(told);
  const last = facts.findLast(({ is }) => is === "activated");
  const passed = told.reduce((sum, one) => sum + timeOf(one), 0);
  return standingOf(last?.hash ?? "", facts, DEMANDS, passed);
}

function timeOf(told: Told): number {
  return typeof told === "object" && "days" in told ? told.days * DAY : 60_000;
}

function factsOf(told: readonly Told[]): readonly Fact[] {
  const facts: Fact[] = [];
  let at = 0;
  let hash = "";
  for (const one of told) {
    at += timeOf(one);
    if (typeof one === "object" && "activate" in one) {
      const { activate: version, isShipped = false } = one;
      hash = `sha256:${version}`;
      facts.push({ is: "published", at, hash, version, isShipped });
      facts.push({ is: "activated", at, hash, version });
    } else if (typeof one === "string") facts.push(factOf(one, hash, at));
  }
  return facts;
}

function factOf(told: Extract<Told, string>, hash: string, at: number): Fact {
  switch (told) {
    case "passed":
    case "not passed":
      return { is: "drilled", at, hash, drill: "lock-not-released", passed: told === "passed" };
    case "trusted":
      return { is: "trusted", at, hash, by: "ann" };
    case "demoted":
      return { is: "demoted", at, hash, by: "ann", reason: "it was too eager" };
    case "fixed":
    case "verify_failed":
    case "left_in_doubt":
    case "overridden":
      return { is: "learned", at, hash, lesson: told, run: "r1" };
  }
}
