import { describe, expect, test } from "vitest";
import { judgeFit } from "../../src/match/judge-fit.ts";
import { createAlert } from "../../src/model/alert.ts";
import { Match } from "../../src/playbook/format/match.ts";

const alert = createAlert({
  status: "firing",
  labels: new Map([
    ["alertname", "QueueBacklogHigh"],
    ["env", "dev"],
    ["queue", "orders-eu"],
  ]),
  annotations: new Map(),
});

describe("a playbook fits", () => {
  test.each([
    { alert: "QueueBacklogHigh" },
    { alert: "Queue*" },
    { alert: ["DiskFull", "QueueBacklogHigh"] },
    { alert: "*", labels: { env: ["prod", "dev"], queue: "orders*" } },
    { alert: "*", labels: { env: "*" } },
    { alert: "*", unless: { maintenance: "*" } },
    { alert: "*", unless: { env: "prod" } },
  ])("with %j", (match) => {
    expect(judgeFit(Match.parse(match), alert).fits).toBe(true);
  });
});

describe("a playbook does not fit", () => {
  test.each([
    [{ alert: "queuebacklogHigh" }, 'alert is "QueueBacklogHigh", wanted queuebacklogHigh'],
    [{ alert: "*", status: "resolved" }, "status is firing, wanted resolved"],
    [
      { alert: "*", labels: { env: ["prod", "staging"] } },
      'labels.env is "dev", wanted prod or staging',
    ],
    [{ alert: "*", labels: { region: "*" } }, "labels.region is not there, wanted *"],
    [{ alert: "*", unless: { env: "d*" } }, 'labels.env is "dev", which unless keeps out'],
    [
      { alert: "*", unless: { maintenance: "true", queue: "orders*" } },
      'labels.queue is "orders-eu", which unless keeps out',
    ],
  ])("with %j, and says why", (match, says) => {
    const verdict = judgeFit(Match.parse(match), alert);

    expect(verdict.fits).toBe(false);
    expect(verdict.rules.filter(({ holds }) => !holds).map((rule) => rule.says)).toEqual([says]);
  });

  test("without a match", () => {
    expect(judgeFit(undefined, alert)).toMatchObject({ fits: false, rules: [{ rule: "match" }] });
  });
});

test("every rule is in the verdict, those that hold too", () => {
  const match = Match.parse({
    alert: "Queue*",
    labels: { env: "prod", queue: "orders*" },
    unless: { maintenance: "true" },
  });

  expect(judgeFit(match, alert).rules).toEqual([
    { rule: "alert", holds: true, says: 'alert is "QueueBacklogHigh"' },
    { rule: "status", holds: true, says: "status is firing" },
    { rule: "labels.env", holds: false, says: 'labels.env is "dev", wanted prod' },
    { rule: "labels.queue", holds: true, says: 'labels.queue is "orders-eu"' },
    { rule: "unless.maintenance", holds: true, says: "labels.maintenance is not there" },
  ]);
});

test("a hostile label cannot steer the terminal that shows the verdict", () => {
  const hostile = createAlert({ ...alert, labels: new Map([["alertname", "\u001B[2J\u202E"]]) });

  expect(judgeFit(Match.parse({ alert: "A" }), hostile).rules[0]?.says).toBe(
    'alert is "\\u001b[2J\\u{202e}", wanted A',
  );
});
