import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeBlockSchema } from "./block-schema.ts";
import { judgeBlocks } from "./judge.ts";

const FIXTURE = join(import.meta.dirname, "../fixtures/slack/blocks.schema.json");

test("the shapes that tests judge by are those of the types of Slack that are installed", () => {
  expect(JSON.parse(readFileSync(FIXTURE, "utf8"))).toEqual(
    JSON.parse(JSON.stringify(makeBlockSchema())),
  );
});

test.each([
  ["a block of a kind that there is none of", { type: "sektion" }],
  ["a property that is misspelt", { type: "divider", block_di: "x" }],
  [
    "markup in a button",
    { type: "actions", elements: [{ type: "button", text: { type: "mrkdwn", text: "x" } }] },
  ],
])("%s is noticed", (_, wrong) => {
  expect(judgeBlocks([wrong as never])).not.toEqual([]);
});
