import { describe, expect, test } from "vitest";
import {
  formatSelector,
  matches,
  parseLabelSelector,
  selectorOf,
} from "../../../../src/drills/practice-cluster/api/label-selector.ts";

describe("a label selector", () => {
  test.each([
    ["app=web", { app: "web" }, true],
    ["app==web", { app: "db" }, false],
    ["app!=web", {}, true],
    ["app in (web, db)", { app: "db" }, true],
    ["app notin (web),tier", { app: "db", tier: "x" }, true],
    ["tier", {}, false],
    ["!tier", {}, true],
    ["", { anything: "fits" }, true],
    ["toString", {}, false],
  ])("%j", (text, labels, fits) => {
    const parsed = parseLabelSelector(text);

    expect(parsed.ok && matches(parsed.value, labels)).toBe(fits);
  });

  test.each(["=web", "app=we b", "app in web", "app=web;drop", "app=web,,b", "a=b=c"])(
    "refuses %j",
    (text) => {
      expect(parseLabelSelector(text).ok).toBe(false);
    },
  );

  test("of an object is written as kubectl writes it", () => {
    const selector = selectorOf({
      matchLabels: { app: "web" },
      matchExpressions: [{ key: "tier", operator: "In", values: ["a", "b"] }],
    });

    expect(formatSelector(selector)).toBe("app=web,tier in (a,b)");
  });
});
