import { describe, expect, test } from "vitest";
import { tooLarge } from "../../../../src/integrations/slack/message/limits.ts";
import { renderNotice } from "../../../../src/integrations/slack/message/render.ts";
import type { Button, Notice } from "../../../../src/model/notice.ts";
import { judgeBlocks } from "../../../slack/judge.ts";

const RUN = "0199aa10-0000-7000-8000-000000000000";
const stop: Button = {
  label: "Stop",
  spoken: "Stop: orders",
  tone: "danger",
  does: { is: "click", act: "stop", run: RUN },
};

function notice(text: string, buttons: readonly Button[] = [stop]): Notice {
  return {
    sentence: text,
    parts: [
      { is: "headline", state: "WORKING", about: text, aside: text },
      { is: "text", text },
      { is: "row", label: "WHAT", text },
      { is: "table", columns: ["", "before", "after"], rows: [[text, "1", "2"]] },
      { is: "call", people: ["U0ADA"], text },
      { is: "small", text },
      { is: "buttons", buttons },
    ],
  };
}

const HOSTILE = [
  "<!channel> <@U0ADA> <#C0OPS>",
  "<https://evil.example|Approve>",
  "*bold* _it_ `code` ~no~ :tada: @here",
  "abc\u202Egnp.exe\u2066\u200Fxyz",
  "\u0000\u0007\u001B[2Jgone\u007F\u0085\u2028\u2029",
  "a & b < c > d",
  "x".repeat(65_536),
  "😀".repeat(20_000),
  "\uD800 lone",
];

describe("a text that somebody else wrote", () => {
  test.each(HOSTILE)("is only text, calls nobody and fits: %#", (text) => {
    const { text: sentence, blocks } = renderNotice(notice(text));

    expect(judgeBlocks(blocks)).toEqual([]);
    expect(sentence).not.toMatch(/[<>]/);
    expect(sentence.length).toBeLessThan(6_000);
    const all = JSON.stringify(blocks);
    expect(all).not.toContain('"mrkdwn"');
    expect(all.match(/"user_id"/g)).toHaveLength(1);
    expect(all).not.toMatch(/"(?:link|broadcast|usergroup|channel|emoji)","/);
    expect(`${sentence}${all}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test("keeps its lines, and says where it was cut", () => {
    const { blocks } = renderNotice(notice(`one\ntwo ${"x".repeat(5_000)}`));

    expect(JSON.stringify(blocks)).toContain("one\\ntwo");
    expect(JSON.stringify(blocks)).toContain("…");
  });
});

test("a message with too much in it shows what comes first, its buttons, and where the rest is", () => {
  const many = Array.from(
    { length: 80 },
    (_, at) => ({ is: "text", text: `${at} ${"x".repeat(300)}` }) as const,
  );
  const { blocks } = renderNotice({
    sentence: "Much.",
    parts: [...many, { is: "buttons", buttons: [stop] }],
  });

  expect(tooLarge(blocks, "blocksOfMessage")).toEqual([]);
  expect(JSON.stringify(blocks)).toContain("There is more than fits here");
  expect(JSON.stringify(blocks)).toContain('"action_id":"stop:0"');
});

test("a button says what it does to those who hear it, and asks again before it ends something", () => {
  const { blocks } = renderNotice(notice("orders"));
  const button = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []))[0];

  expect(button).toMatchObject({
    accessibility_label: "Stop: orders",
    style: "danger",
    confirm: { confirm: { text: "Stop" }, deny: { text: "Leave it" } },
  });
});
