import { expect, test } from "vitest";
import { judgeSlack } from "../../../src/cli/doctor/examine-slack.ts";

test.each([
  [{ ok: true, team: "Acme" }, "well The app's token is good for Acme"],
  [{ ok: false, error: "invalid_auth" }, "ill Slack refuses the app's token: invalid_auth"],
  [undefined, "ill Slack does not answer"],
])("after %j it is said how Slack takes the token", (body, said) => {
  const { verdict, message } = judgeSlack(body);

  expect(`${verdict} ${message}`).toBe(said);
});
