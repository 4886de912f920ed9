import { describe, expect, test } from "vitest";
import { OBJECTS, parsePage } from "../../../src/integrations/kubernetes/parse.ts";

const METADATA = {
  name: "web",
  uid: "u-1",
  resourceVersion: "1",
  creationTimestamp: "2026-01-05T09:00:00Z",
};

describe("what a cluster says", () => {
  test("about a deployment may leave out whatever has a default", () => {
    const spec = { selector: {}, template: { spec: { containers: null } } };

    expect(OBJECTS.deployments.parse({ metadata: METADATA, spec })).toMatchObject({
      metadata: { generation: 0, labels: {}, annotations: {} },
      spec: { replicas: 1, paused: false, template: { spec: { containers: [] } } },
      status: { observedGeneration: 0, availableReplicas: 0, conditions: [] },
    });
  });

  test("about a template is kept as it came, to be given back", () => {
    const template = {
      metadata: { labels: { app: "web" } },
      spec: {
        containers: [{ name: "app", image: "shop/web:1", securityContext: { runAsUser: 1_000 } }],
        serviceAccountName: "web",
      },
    };

    const found = OBJECTS.replicasets.parse({ metadata: METADATA, spec: { template } });

    expect(found.spec.template).toEqual(template);
  });

  test.each([
    [{ lastTimestamp: "a", eventTime: "b" }, "a"],
    [{ lastTimestamp: null, eventTime: "b" }, "b"],
    [{ lastTimestamp: null, eventTime: null }, "2026-01-05T09:00:00Z"],
  ])("about an event names its time in one of several places: %j", (times, at) => {
    const event = { metadata: METADATA, involvedObject: {}, count: null, ...times };

    expect(OBJECTS.events.parse(event)).toMatchObject({ lastTimestamp: at, count: 1 });
  });

  test("comes page by page, and a list may be empty in two ways", () => {
    const metadata = { continue: "page-2" };

    expect(parsePage("pods", { metadata, items: null })).toEqual({ items: [], next: "page-2" });
    expect(parsePage("pods", { items: [] })).toEqual({ items: [], next: "" });
  });

  test.each([{}, { items: [{ metadata: {} }] }, "<html></html>"])(
    "is not understood as %j",
    (body) => {
      expect(() => parsePage("pods", body)).toThrow("Invalid input");
    },
  );
});
