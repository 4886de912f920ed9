import { describe, expect, test } from "vitest";
import { explainAlert } from "../../../src/intake/alerts/explain-alert.ts";
import type { AlertRecord } from "../../../src/ports/alerts/alert-book.ts";
import type { MatchReport, MatchResult } from "../../../src/ports/alerts/match-report.ts";

describe("why an alert was answered as it was", () => {
  test("names the run, its mode, and what kept the other playbooks away", () => {
    const modes = {
      effective: "suggest",
      asked: "auto",
      policy: "approve",
      earned: "suggest",
    } as const;
    const chosen = { playbook: "drain", version: "1.2.0", params: {}, modes };

    const others = ["disk 1.0.0", "node 2.0.0"];

    expect(
      explain("started", { chosen, considered: [CHOSEN, MISFIT, BEATEN], others }, "r1"),
    ).toEqual([
      "Run r1 of drain 1.2.0 was started for it.",
      "It runs in mode suggest, the lowest of three: the playbook asks for auto, the policy allows approve, and the version has earned suggest.",
      'other 1.0.0 does not fit: labels.env is "dev", wanted prod.',
      "wide 2.0.0 fits too, but its match is less constrained.",
      "For alerts of other names, or started by hand: disk 1.0.0, node 2.0.0.",
    ]);
  });

  test.each<[MatchResult, Partial<MatchReport>, string]>([
    ["unmatched", {}, "Nothing was started: there is no playbook at all."],
    [
      "unmatched",
      { others: ["disk 1.0.0"] },
      "Nothing was started: no playbook is for alerts of this name.",
    ],
    [
      "unmatched",
      { considered: [misfit()] },
      "Nothing was started: the one playbook for alerts of this name does not fit.",
    ],
    [
      "unmatched",
      { considered: [misfit(), misfit()] },
      "Nothing was started: none of the 2 playbooks for alerts of this name fits.",
    ],
    ["over", {}, "Nothing was started: it was over before anything could be."],
    [
      "tied",
      { tied: ["a", "b"], failure: failure("E379", "a and b fit equally well") },
      "Nothing was started: a and b fit equally well (E379). Do this.",
    ],
    [
      "refused",
      { chosen: chosenOf(), failure: failure("E301", 'Param "size" is no number') },
      'drain 1.2.0 takes it, and could not start. Param "size" is no number (E301). Do this.',
    ],
    [
      "broken",
      { failure: failure("E380", "It broke off") },
      "It could not be matched. It broke off (E380). Do this.",
    ],
    [
      "held",
      { chosen: chosenOf(), brake: brake("pause all", "Everything is paused by ann") },
      "drain 1.2.0 would take it, but nothing starts for now: Everything is paused by ann. Wait.",
    ],
    [
      "over",
      { brake: brake("freeze sale", "Changes are frozen") },
      "Nothing was started: until it was over, it was held back by freeze sale: Changes are frozen.",
    ],
  ])("%s is said in one sentence", (result, report, sentence) => {
    expect(explain(result, report)[0]).toBe(sentence);
  });

  test("says when nothing has looked at it yet, when somebody was paged, and how it ended", () => {
    expect(explainAlert(ALERT, [])[0]).toContain("has not been matched yet");
    const ended = { ...ALERT, pagedAt: 0, closedAt: 0, closedBecause: "stale" } as const;
    expect(explainAlert(ended, []).slice(1)).toEqual([
      "A person was to be paged about it at 1970-01-01T00:00:00.000Z.",
      "Since 1970-01-01T00:00:00.000Z Alertmanager no longer knows of it; nobody said that it was fixed.",
    ]);
  });
});

const CHOSEN = { playbook: "drain", version: "1.2.0", fits: true, beatenBy: null, rules: [] };
const MISFIT = misfit();
const BEATEN = {
  playbook: "wide",
  version: "2.0.0",
  fits: true,
  beatenBy: "constraint",
  rules: [],
} as const;

function misfit() {
  const rules = [
    { holds: true, says: "alert is QueueBacklog" },
    { holds: false, says: 'labels.env is "dev", wanted prod' },
  ];
  return { playbook: "other", version: "1.0.0", fits: false, beatenBy: null, rules };
}

function chosenOf() {
  return { playbook: "drain", version: "1.2.0", params: null, modes: null };
}

function failure(code: "E301" | "E379" | "E380", message: string) {
  return { code, message, remedy: "Do this." };
}

function brake(rule: string, message: string) {
  return { brake: "b", rule, values: {}, message, remedy: "Wait.", until: null, pages: true };
}

function explain(result: MatchResult, report: Partial<MatchReport>, run: string | null = null) {
  const empty = {
    status: "firing",
    considered: [],
    others: [],
    chosen: null,
    tied: [],
    failure: null,
    brake: null,
  } as const;
  return explainAlert(ALERT, [{ at: 0, result, run, report: { ...empty, ...report } }]);
}

const ALERT: AlertRecord = {
  id: "o1",
  source: "east",
  fingerprint: "5f",
  labels: {},
  annotations: {},
  startsAt: 0,
  openedAt: 0,
  lastSeen: 0,
  closedAt: null,
  closedBecause: null,
  isSilenced: false,
  result: null,
  pagedAt: null,
};
