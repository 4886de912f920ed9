import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  checkPodsChoice,
  deploymentTarget,
  objectName,
  ofPods,
  podsInWords,
  shortName,
} from "../../../src/steps/k8s/fields.ts";
import { WEB } from "./world.ts";

const Choice = z.strictObject(ofPods).superRefine(checkPodsChoice);
const HERE = { connection: "prod", namespace: "shop" };

describe("which pods are meant", () => {
  test.each([
    [{ ...HERE, deployment: "web" }, "deployment shop/web"],
    [{ ...HERE, labels: { app: "web", tier: "front" } }, "app=web,tier=front in shop"],
  ])("is said by %j", (given, words) => {
    expect(podsInWords(Choice.parse(given))).toBe(words);
  });

  test.each([
    [HERE],
    [{ ...HERE, deployment: "web", labels: { app: "web" } }],
    [{ ...HERE, labels: {} }],
    [{ ...HERE, labels: { app: "a,b" } }],
    [{ ...HERE, labels: { "app in (web)": "x" } }],
  ])("is never left to %j", (given) => {
    expect(Choice.safeParse(given).success).toBe(false);
  });
});

describe("a name", () => {
  test.each(["web", "web-2", "web.shop"])("of an object may be %s", (name) => {
    expect(objectName().safeParse(name).success).toBe(true);
  });

  test.each(["", "Web", "web/scale", "-web", "web?x=1", "..", "a".repeat(254)])(
    "of an object is never %j",
    (name) => {
      expect(objectName().safeParse(name).success).toBe(false);
    },
  );

  test("of a namespace has no dots and no more than 63 characters", () => {
    const fits = ["shop", "a".repeat(63), "shop.eu", "a".repeat(64)].map(
      (name) => shortName().safeParse(name).success,
    );

    expect(fits).toEqual([true, true, false, false]);
  });
});

test("a deployment is locked under its cluster, its namespace and its name", () => {
  expect(deploymentTarget(WEB)).toBe("k8s/prod/shop/deployment/web");
});
