import { describe, expect, test } from "vitest";
import { compareClaims, measureClaim } from "../../src/match/claim.ts";
import { selectPlaybook } from "../../src/match/select-playbook.ts";
import { createAlert } from "../../src/model/alert.ts";
import { Match } from "../../src/playbook/format/match.ts";

const alert = createAlert({
  status: "firing",
  labels: new Map([
    ["alertname", "QueueBacklogHigh"],
    ["env", "prod"],
    ["queue", "orders"],
  ]),
  annotations: new Map(),
});

describe("selectPlaybook", () => {
  test("chooses the only one that fits, and keeps every verdict", () => {
    const selection = selectPlaybook(
      [playbook("disk", { alert: "DiskFull" }), playbook("queue", { alert: "QueueBacklogHigh" })],
      alert,
    );

    expect(selection).toMatchObject({ is: "chosen", playbook: { name: "queue" }, beaten: [] });
    expect(
      selection.considered.map(({ playbook: { name }, verdict }) => [name, verdict.fits]),
    ).toEqual([
      ["disk", false],
      ["queue", true],
    ]);
  });

  test("chooses the more constrained, whatever the priority and the order", () => {
    const playbooks = [
      playbook("all", { alert: "*", priority: 100 }),
      playbook("queue", { alert: "QueueBacklogHigh" }),
      playbook("queues", { alert: "Queue*", priority: 50 }),
    ];

    const chosen = {
      is: "chosen",
      playbook: { name: "queue" },
      beaten: [
        { playbook: { name: "queues" }, by: "constraint" },
        { playbook: { name: "all" }, by: "constraint" },
      ],
    };
    expect(selectPlaybook(playbooks, alert)).toMatchObject(chosen);
    expect(selectPlaybook(playbooks.toReversed(), alert)).toMatchObject(chosen);
  });

  test("lets the priority decide between equals", () => {
    const playbooks = [
      playbook("slow", { alert: "QueueBacklogHigh", labels: { env: "prod" } }),
      playbook("fast", { alert: "QueueBacklogHigh", labels: { queue: "orders" }, priority: 1 }),
    ];

    expect(selectPlaybook(playbooks, alert)).toMatchObject({
      is: "chosen",
      playbook: { name: "fast" },
      beaten: [{ playbook: { name: "slow" }, by: "priority" }],
    });
  });

  test("starts nothing on a tie and names all that tie", () => {
    const playbooks = [
      playbook("by-env", { alert: "QueueBacklogHigh", labels: { env: "prod" } }),
      playbook("weaker", { alert: "QueueBacklogHigh" }),
      playbook("by-queue", { alert: "QueueBacklogHigh", labels: { queue: "orders" } }),
    ];

    expect(selectPlaybook(playbooks, alert)).toMatchObject({
      is: "tie",
      playbooks: [{ name: "by-env" }, { name: "by-queue" }],
    });
  });

  test("never starts a playbook without a match", () => {
    expect(selectPlaybook([{ name: "by-hand", match: undefined }], alert).is).toBe("none");
  });
});

describe("a claim is better", () => {
  test.each([
    ["one name than several", { alert: "A" }, { alert: ["A", "B"] }],
    ["several names than a pattern", { alert: ["A", "B"] }, { alert: "A*" }],
    ["a pattern than stars", { alert: "A*" }, { alert: "*" }],
    ["names alone than names and a pattern", { alert: ["A", "B"] }, { alert: ["A", "B*"] }],
    ["one name than stars with a label", { alert: "A" }, { alert: "*", labels: { env: "prod" } }],
    ["more labels than fewer exact ones", labels("*", "*"), labels("prod")],
    ["an exact label than a list", labels("prod"), labels(["prod", "staging"])],
    ["a list than a pattern", labels(["prod", "staging"]), labels("pr*")],
    ["a pattern than only stars", labels("pr*"), labels("**")],
    ["with unless than without", { alert: "A", unless: { env: "dev" } }, { alert: "A" }],
    ["with a higher priority", { alert: "A", priority: 1 }, { alert: "A", priority: -1 }],
  ])("%s", (_, better, worse) => {
    const [first, second] = [measureClaim(Match.parse(better)), measureClaim(Match.parse(worse))];

    expect(compareClaims(first, second)).toBeGreaterThan(0);
    expect(compareClaims(second, first)).toBeLessThan(0);
  });

  test.each([
    ["a list of one and the name itself", { alert: ["A"] }, { alert: "A" }],
    ["longer and shorter lists", { alert: ["A", "B"] }, { alert: ["A", "B", "C"] }],
    ["longer and shorter patterns", { alert: "Queue*" }, { alert: "Q*" }],
  ])("by nothing: %s", (_, first, second) => {
    expect(compareClaims(measureClaim(Match.parse(first)), measureClaim(Match.parse(second)))).toBe(
      0,
    );
  });
});

function playbook(name: string, match: unknown) {
  return { name, match: Match.parse(match) };
}

function labels(...patterns: readonly (string | string[])[]) {
  return {
    alert: "A",
    labels: Object.fromEntries(patterns.map((pattern, index) => [`label_${index}`, pattern])),
  };
}
