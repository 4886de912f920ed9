import { describe, expect, test } from "vitest";
import { contradictions } from "../../../src/config/directory/contradictions.ts";
import { Directory } from "../../../src/config/directory/format.ts";

const ada = { name: "Ada", email: "ada@example.com", slack: "U0ADA11", pagerduty: "PADA11" };
const ben = { name: "Ben", email: "ben@example.com", slack: "U0BEN22", pagerduty: "PBEN22" };

describe("contradictions", () => {
  test("finds none where every name leads somewhere", () => {
    expect(
      problems({
        people: { ada, ben },
        teams: { ops: { members: { ada: ["approver"] }, channel: "alarms", service: "shop" } },
        groups: { oncall: ["ada", "ben"] },
        channels: { alarms: "C0ALARMS" },
        services: { shop: "PSHOP1" },
      }),
    ).toEqual([]);
  });

  test.each(["email", "slack", "pagerduty"] as const)(
    "refuses two people with one %s",
    (account) => {
      expect(problems({ people: { ada, ben: { ...ben, [account]: ada[account] } } })).toMatchObject(
        [
          {
            code: "E501",
            at: ["people", "ben", account],
            message: `"${ada[account]}" already belongs to ada`,
          },
        ],
      );
    },
  );

  test("takes two spellings of one email address for the same", () => {
    expect(problems({ people: { ada, ben: { ...ben, email: "ADA@example.com" } } })).toHaveLength(
      1,
    );
  });

  test("lets people have no account", () => {
    const plain = (email: string) => ({ name: "X", email });

    expect(problems({ people: { ada: plain("a@b.c"), ben: plain("d@e.f") } })).toEqual([]);
  });

  test.each([
    [
      "a team and a person",
      { teams: { ada: { members: { ada: ["viewer"] } } } },
      ["teams", "ada"],
      "person",
    ],
    ["a group and a person", { groups: { ada: ["ada"] } }, ["groups", "ada"], "person"],
    [
      "a group and a team",
      { teams: { ops: { members: { ada: ["viewer"] } } }, groups: { ops: ["ada"] } },
      ["groups", "ops"],
      "team",
    ],
  ])("refuses one name for %s", (_, parts, at, other) => {
    expect(problems({ people: { ada }, ...parts })).toMatchObject([
      { at, on: "key", message: expect.stringContaining(other) },
    ]);
  });

  test.each([
    [
      "a member",
      { teams: { ops: { members: { adaa: ["viewer"] } } } },
      ["teams", "ops", "members", "adaa"],
      'did you mean "ada"?',
    ],
    [
      "someone in a group",
      { groups: { oncall: ["zoe"] } },
      ["groups", "oncall", 0],
      'add "zoe" to people',
    ],
    [
      "a channel",
      { teams: { ops: { members: { ada: ["viewer"] }, channel: "x" } } },
      ["teams", "ops", "channel"],
      'add "x" to channels',
    ],
    [
      "a service",
      { teams: { ops: { members: { ada: ["viewer"] }, service: "toString" } } },
      ["teams", "ops", "service"],
      'add "toString" to services',
    ],
  ])("refuses %s that is not defined", (_, parts, at, fix) => {
    expect(problems({ people: { ada }, ...parts })).toMatchObject([{ code: "E501", at, fix }]);
  });

  test("refuses a person twice in one group", () => {
    expect(problems({ people: { ada }, groups: { oncall: ["ada", "ada"] } })).toMatchObject([
      { at: ["groups", "oncall", 1] },
    ]);
  });
});

describe("Directory", () => {
  test.each([
    [{ time_zone: "Mars/Olympus" }],
    [{ people: { Ada: ada } }],
    [{ people: { ada: { ...ada, slack: "ada" } } }],
    [{ people: { ada: { ...ada, email: "ada" } } }],
    [{ teams: { ops: { members: { ada: ["boss"] } } } }],
    [{ teams: { ops: { members: { ada: [] } } } }],
    [{ channels: { alarms: "#alarms" } }],
    [{ services: { shop: "shop" } }],
    [{ groups: { oncall: [] } }],
    [{ format: 2 }],
  ])("refuses %j", (part) => {
    expect(Directory.safeParse({ format: 1, people: { ada }, ...part }).success).toBe(false);
  });
});

function problems(parts: object) {
  return [...contradictions(Directory.parse({ format: 1, ...parts }))];
}
