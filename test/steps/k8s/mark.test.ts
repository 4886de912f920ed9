import { describe, expect, test } from "vitest";
import { z } from "zod";
import { OBJECTS } from "../../../src/integrations/kubernetes/parse.ts";
import { markedBefore, marks } from "../../../src/steps/k8s/mark.ts";

const Before = z.strictObject({ replicas: z.int() });

/** What is left of an object that bears these annotations. */
function metadata(annotations: Readonly<Record<string, string>>) {
  const given = {
    name: "web",
    uid: "u-1",
    resourceVersion: "1",
    creationTimestamp: "2026-01-05T09:00:00Z",
    annotations,
  };
  return OBJECTS.replicasets.parse({
    metadata: given,
    spec: { template: { spec: { containers: [] } } },
  }).metadata;
}

describe("a mark", () => {
  test("tells a repeat of the same key what was there before", () => {
    const marked = metadata(marks("r-1/act", { replicas: 3 }));

    expect(markedBefore(marked, "r-1/act", Before)).toEqual({ replicas: 3 });
  });

  test("tells another key nothing", () => {
    const marked = metadata(marks("r-1/act", { replicas: 3 }));

    expect(markedBefore(marked, "r-2/act", Before)).toBeUndefined();
  });

  test.each([{}, { "pitcrew.dev/changed-from": "{" }, { "pitcrew.dev/changed-from": '{"a":1}' }])(
    "over which somebody wrote %j tells nothing",
    (over) => {
      const marked = metadata({ "pitcrew.dev/changed-by": "r-1/act", ...over });

      expect(markedBefore(marked, "r-1/act", Before)).toBeUndefined();
    },
  );
});
