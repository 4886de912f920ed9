import { expect, test } from "vitest";
import { slackPost } from "../../../src/steps/slack/post.ts";

test("a post goes to a channel or a team", () => {
  for (const to of ["slack/ops", "payments"]) {
    expect(slackPost.params.safeParse({ to, text: "It goes on" }).success).toBe(true);
  }
});

test("nobody is paged by a post", () => {
  const parsed = slackPost.params.safeParse({ to: "pagerduty/payments", text: "It goes on" });

  expect(parsed.error?.issues[0]?.message).toBe("must be slack/<channel> or a team");
});
