import { expect, test } from "vitest";
import { createAlert } from "../../src/model/alert.ts";

const annotations = new Map<string, string>();

test("an alert is called after its label alertname", () => {
  const labels = new Map([["alertname", "QueueBacklogHigh"]]);

  expect(createAlert({ status: "firing", labels, annotations }).name).toBe("QueueBacklogHigh");
});

test("an alert without alertname has the empty name", () => {
  expect(createAlert({ status: "firing", labels: new Map(), annotations }).name).toBe("");
});

test("a label with an empty value does not exist", () => {
  const labels = new Map([
    ["env", ""],
    ["queue", "orders"],
  ]);

  const alert = createAlert({ status: "firing", labels, annotations });

  expect([...alert.labels.keys()]).toEqual(["queue"]);
});
