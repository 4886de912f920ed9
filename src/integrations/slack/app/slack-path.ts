/** Where Slack reaches us over HTTP, with everything that it has to say. */
export const SLACK_PATH = "/slack/events";
