import { describe, expect, test } from "vitest";
import { differences } from "../../../src/engine/approval/differences.ts";
import { exampleEffect, exampleRequest } from "./example-request.ts";

describe("what has changed since people were asked", () => {
  test("is nothing when every effect is the same, whatever time it is", () => {
    expect(differences(exampleRequest(), exampleRequest({ expires: 1, round: 2 }))).toEqual([]);
  });

  test("names the value and what it is now", () => {
    const now = exampleRequest({ effects: [exampleEffect({ material: { replicas: 11 } })] });

    expect(differences(exampleRequest(), now)).toEqual([
      "k8s/prod/shop/deployment/cart: replicas was 8 and is 11.",
    ]);
  });

  test("names what is given and what is changed as well", () => {
    const other = exampleEffect({ with: { deployment: "cart", replicas: 20 }, targets: [] });

    expect(differences(exampleRequest(), exampleRequest({ effects: [other] }))).toEqual([
      "k8s/prod/shop/deployment/cart: replicas was 14 and is 20.",
      'k8s/prod/shop/deployment/cart: targets was ["k8s/prod/shop/deployment/cart"] and is [].',
    ]);
  });

  test("counts effects before it compares them", () => {
    expect(differences(exampleRequest(), exampleRequest({ effects: [] }))).toEqual([
      "There were 1 effects, and now there are 0.",
    ]);
  });

  test("is said even when nobody has words for it", () => {
    const other = exampleEffect({ effect: "once", targets: [] });

    expect(
      differences(
        exampleRequest({ effects: [exampleEffect({ targets: [] })] }),
        exampleRequest({ effects: [other] }),
      ),
    ).toEqual(["k8s.scale is no longer the same."]);
  });
});
