import { expect, test } from "vitest";
import { approversOf, Directory, knowsApprover } from "../../../src/config/directory.ts";
import { peopleOnCall, withDuty } from "../../../src/notify/pages/duty.ts";

const DIRECTORY = Directory.parse({
  format: 1,
  people: {
    ada: { name: "Ada", email: "ada@example.com", pagerduty: "PADA123" },
    ben: { name: "Ben", email: "Ben@example.com" },
  },
  schedules: { primary: "PSCHED1" },
});

const DUTY = new Map([["primary", { people: ["ada"], at: 1_000 }]]);

test("whoever is on call may be asked as a group", () => {
  const now = withDuty(DIRECTORY, DUTY, 2_000);

  expect(approversOf(now, "oncall:primary")).toEqual(["ada"]);
});

test("a playbook may name a schedule of the directory, and no other", () => {
  expect(knowsApprover(DIRECTORY, "oncall:primary")).toBe(true);
  expect(knowsApprover(DIRECTORY, "oncall:secondary")).toBe(false);
});

test("nobody is on call when PagerDuty has not said so for a quarter of an hour", () => {
  const later = withDuty(DIRECTORY, DUTY, 1_000 + 15 * 60_000 + 1);

  expect(approversOf(later, "oncall:primary")).toEqual([]);
});

test("whoever has left the directory is not on call", () => {
  const duty = new Map([["primary", { people: ["gone", "ada"], at: 0 }]]);

  expect(approversOf(withDuty(DIRECTORY, duty, 0), "oncall:primary")).toEqual(["ada"]);
});

test("people are known by their account, else by their address, else not at all", () => {
  const onCall = [
    { id: "PADA123", name: "A", email: null },
    { id: "PBEN999", name: "B", email: "ben@EXAMPLE.com" },
    { id: "PELSE00", name: "C", email: "else@example.com" },
  ];

  expect(peopleOnCall(DIRECTORY, onCall)).toEqual(["ada", "ben"]);
});
