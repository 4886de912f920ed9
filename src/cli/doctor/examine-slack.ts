import process from "node:process";
import { z } from "zod";
import { Http } from "../../config/connections/http.ts";
import { callEndpoint } from "../serve/call-endpoint.ts";
import { type Exam, ill, well } from "./exam.ts";

const SLACK = { type: "http", base_url: "https://slack.com/api" } as const;

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

/** Whether Slack knows the app's token, where one is set. */
export async function examineSlack(signal: AbortSignal): Promise<readonly Exam[]> {
  if ((process.env["SLACK_BOT_TOKEN"] ?? "") === "") return [];
  const endpoint = Http.parse({ ...SLACK, auth: { bearer: "env:SLACK_BOT_TOKEN" } });
  const request = { method: "POST", target: "/auth.test", headers: {}, body: {} } as const;
  const answer = await callEndpoint(endpoint)(request, signal);
  return [judgeSlack(answer.is === "answered" ? answer.body : undefined)];
}

export function judgeSlack(body: unknown): Exam {
  const answer = Answer.safeParse(body);
  if (!answer.success) {
    return ill("slack", "Slack does not answer", "Look at slack-status.com and at the way there.");
  }
  const { ok, error, team } = answer.data;
  if (ok) return well("slack", `The app's token is good for ${team ?? "its workspace"}`);
  return ill(
    "slack",
    `Slack refuses the app's token: ${error ?? "it does not say why"}`,
    "Copy the Bot User OAuth Token of the app anew into SLACK_BOT_TOKEN.",
  );
}
