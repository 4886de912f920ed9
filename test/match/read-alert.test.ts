import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readAlerts } from "../../src/match/read-alert.ts";
import type { Alert } from "../../src/model/alert.ts";

describe("readAlerts", () => {
  test("reads every alert of a captured webhook", () => {
    const alerts = read(fixture("mixed-firing-and-resolved"));

    expect(alerts.map(({ status, labels }) => [status, labels.get("instance")])).toEqual([
      ["firing", "web-1"],
      ["resolved", "web-2"],
      ["firing", "web-3"],
      ["firing", "web-4"],
    ]);
  });

  test("reads the body of a webhook and one alert of it alike", () => {
    const { body } = JSON.parse(fixture("prometheus-rule-firing"));

    const [first] = read(JSON.stringify(body));

    expect(first).toEqual(read(JSON.stringify(body.alerts[0]))[0]);
    expect(first).toMatchObject({
      name: "TargetDown",
      status: "firing",
      startsAt: "2026-11-20T09:33:39.535Z",
      fingerprint: "dffe04c5c50a76ea",
      generatorURL: "http://vm:9490/graph?g0.expr=up+%3D%3D+0&g0.tab=1",
    });
    expect(first?.annotations.get("summary")).toBe("127.0.0.1:9498 of checkout is down");
  });

  test("reads what /api/v2/alerts answers", () => {
    expect(read(fixture("api-v2-alerts"))).toMatchObject([
      { name: "QueueBacklogHigh", status: "firing", fingerprint: "6ff1b8602da466be" },
    ]);
  });

  test("needs labels only", () => {
    const [alert] = read('{ "labels": { "alertname": "A" } }');

    expect(alert).toEqual({
      name: "A",
      status: "firing",
      labels: new Map([["alertname", "A"]]),
      annotations: new Map(),
    });
  });

  test("keeps labels called like members of every object as data", () => {
    const [alert] = read('{ "labels": { "__proto__": "p", "constructor": "c" } }');

    expect([...(alert?.labels ?? [])]).toEqual([
      ["__proto__", "p"],
      ["constructor", "c"],
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("keeps the nanoseconds and the offset of a time", () => {
    const startsAt = "2026-11-20T09:30:13.423750009+02:00";

    expect(read(JSON.stringify({ labels: {}, startsAt }))[0]?.startsAt).toBe(startsAt);
  });
});

describe("readAlerts refuses", () => {
  test.each([
    ['{ "alerts": [', "E103", /^This is not JSON: /],
    ["[]", "E112", /^There is no alert in the file$/],
    ['{ "alerts": [] }', "E112", /^There is no alert in alerts$/],
    ['{ "body": { "body": { "labels": {} } } }', "E112", /^There is no alert in body$/],
    ['"TargetDown"', "E112", /^There is no alert in the file$/],
    ['[{ "labels": {} }, 5]', "E112", /^\[1\] must be an object with labels, not 5$/],
    ['{ "alerts": [{ "status": "firing" }] }', "E110", /^alerts\[0\]\.labels is missing$/],
    ['{ "labels": { "env": 5 } }', "E112", /^labels\.env must be a text, not 5$/],
    ['{ "labels": { "__proto__": {} } }', "E112", /^labels\.__proto__ must be a text, not \{\}$/],
    ['{ "labels": ["env"] }', "E112", /^labels must map names to texts, not \["env"\]$/],
    ['{ "labels": {}, "status": "on" }', "E112", /^status must be "firing", .*, not "on"$/],
    ['{ "labels": {}, "startsAt": "today" }', "E112", /^startsAt must be a time .*, not "today"$/],
  ])("%s", (text, code, message) => {
    const result = readAlerts(text);

    expect(result.ok ? [] : result.problems).toMatchObject([
      { code, message: expect.stringMatching(message), fix: expect.stringContaining("webhook") },
    ]);
  });

  test("all that is wrong at once, each at its place", () => {
    const result = readAlerts('{ "alerts": [{ "labels": { "a": 1 } }, { "labels": { "b": 2 } }] }');

    expect(result.ok ? [] : result.problems.map(({ at }) => at)).toEqual([
      ["alerts", 0, "labels", "a"],
      ["alerts", 1, "labels", "b"],
    ]);
  });
});

function read(text: string): readonly Alert[] {
  const result = readAlerts(text);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("; "));
  return result.alerts;
}

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/alerts/${name}.json`, import.meta.url), "utf8");
}
