import { describe, expect, test } from "vitest";
import { checkPublished } from "../../../src/playbook/version/published.ts";

describe("checkPublished", () => {
  const published = [{ name: "queue", version: "1.4.2", hash: hash("a") }];

  test("refuses other content under a published version", () => {
    expect(
      checkPublished({ name: "queue", version: "1.4.2", hash: hash("b") }, published),
    ).toMatchObject({
      code: "E150",
      at: ["version"],
      message: expect.stringContaining("queue 1.4.2 is published with other content"),
    });
  });

  test.each([
    ["the same content", { name: "queue", version: "1.4.2", hash: hash("a") }],
    ["another version", { name: "queue", version: "1.4.3", hash: hash("b") }],
    ["another playbook", { name: "disk", version: "1.4.2", hash: hash("b") }],
  ])("lets %s pass", (_, playbook) => {
    expect(checkPublished(playbook, published)).toBeUndefined();
  });
});

function hash(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}
