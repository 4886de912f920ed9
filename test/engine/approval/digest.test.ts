import { describe, expect, test } from "vitest";
import {
  effectDigest,
  isMeant,
  requestDigest,
  requestText,
  shortDigest,
  wishDigest,
} from "../../../src/engine/approval/digest.ts";
import { exampleEffect, exampleRequest } from "./example-request.ts";

describe("the digest of an effect", () => {
  const effect = exampleEffect();

  test.each([
    ["what it is given", { with: { deployment: "cart", replicas: 15 } }],
    ["what it changes", { targets: ["k8s/prod/shop/deployment/shop"] }],
    ["a value that it starts from", { material: { replicas: 9 } }],
    ["its kind", { kind: "k8s.restart" }],
    ["how dangerous it is to repeat", { effect: "once" as const }],
    ["its key", { key: "r-2/scale/0/run" }],
    ["its phase", { phase: "undo" as const }],
  ])("is another one when it is about %s", (_what, more) => {
    expect(effectDigest({ ...effect, ...more })).not.toBe(effect.digest);
  });

  test("is the same however its values are laid out, and whatever is said about it", () => {
    const turned = { replicas: 14, deployment: "cart" };

    expect(exampleEffect({ with: turned, sentence: "Grow." }).digest).toBe(effect.digest);
  });
});

describe("the digest of a request", () => {
  const request = exampleRequest();
  const digest = requestDigest(request);

  test("covers everything that people see", () => {
    for (const name of Object.keys(request)) {
      expect(requestDigest({ ...request, [name]: "another" })).not.toBe(digest);
    }
  });

  test("is made of the text that is kept", () => {
    expect(JSON.parse(requestText(request))).toEqual(request);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("is known again by its first digits, and by fewer than six not at all", () => {
    const short = shortDigest(digest);

    expect(short).toMatch(/^[0-9a-f]{6}$/);
    expect([digest, short, short.toUpperCase()].map((one) => isMeant(digest, one))).toEqual([
      true,
      true,
      true,
    ]);
    expect(isMeant(digest, short.slice(0, 5))).toBe(false);
    expect(isMeant(digest, "000000")).toBe(false);
    expect(isMeant(digest, "sha256:")).toBe(false);
  });
});

test("a wish is the same in another run, unless it is about something else", () => {
  const wish = wishDigest("scale", [{ with: { to: 5 } }]);

  expect(wishDigest("scale", [{ with: { to: 5 } }])).toBe(wish);
  expect(wishDigest("scale", [{ with: { to: 6 } }])).not.toBe(wish);
  expect(wishDigest("grow", [{ with: { to: 5 } }])).not.toBe(wish);
});
