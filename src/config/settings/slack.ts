import { z } from "zod";

/** How people are told in Slack. Its tokens stand in the environment. */
export const SlackSettings = z
  .strictObject({
    channel: z
      .string()
      .regex(/^[CG][A-Z0-9]{2,20}$/, "must be a channel's id such as C0123ABCD")
      .optional()
      .describe("Where runs are shown whose owner has no channel of its own in directory.yaml."),
    api_url: z
      .string()
      .regex(/^https?:\/\/[^?#@\s]+\/$/, "must be such as https://slack.com/api/")
      .default("https://slack.com/api/")
      .describe("Where Slack's Web API is, for GovSlack: https://slack-gov.com/api/."),
  })
  .prefault({})
  .describe("How people are told in Slack.");

export type SlackSettings = z.infer<typeof SlackSettings>;
