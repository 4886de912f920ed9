import process from "node:process";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import type { SlackWay } from "../../integrations/slack/app/open-app.ts";

export interface SlackDoor {
  readonly token: string;
  readonly way: SlackWay;
}

/** How Slack is reached and reaches us, as the environment says; nothing when it says nothing. */
export function slackDoor(): Answer<SlackDoor | undefined> {
  const token = named("SLACK_BOT_TOKEN");
  const appToken = named("SLACK_APP_TOKEN");
  const signingSecret = named("SLACK_SIGNING_SECRET");
  if (token === undefined) {
    return appToken === undefined && signingSecret === undefined
      ? answer(undefined)
      : incomplete("SLACK_BOT_TOKEN is missing");
  }
  if (signingSecret !== undefined && appToken !== undefined)
    return incomplete("SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both there");
  if (signingSecret !== undefined) return answer({ token, way: { is: "http", signingSecret } });
  if (appToken !== undefined) return answer({ token, way: { is: "socket", appToken } });
  return incomplete("SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing");
}

function incomplete(what: string): Answer<never> {
  return refuse(
    "E650",
    `Slack is only half set up: ${what}`,
    "Set SLACK_BOT_TOKEN and one of the others; `pitcrew slack manifest` makes the app they come from.",
  );
}

function named(variable: string): string | undefined {
  const value = process.env[variable];
  return value === "" ? undefined : value;
}
