import { WebClient } from "@slack/web-api";
import { quietLogger } from "./quiet-logger.ts";

export interface SlackAddress {
  readonly token: string;
  /** Another address than Slack's own, for tests. */
  readonly apiUrl?: string;
}

const TIMEOUT_MS = 10_000;
/** A dialog has to be open within three seconds, or Slack does not take it any more. */
const HURRIED_TIMEOUT_MS = 2_500;

/** For messages that may wait: they have a queue of their own, so nothing is repeated here. */
export function patientClient(address: SlackAddress): WebClient {
  return clientOf(address, TIMEOUT_MS);
}

/** For those who have pressed a button and wait; never held up by what is only told. */
export function hurriedClient(address: SlackAddress): WebClient {
  return clientOf(address, HURRIED_TIMEOUT_MS);
}

function clientOf({ token, apiUrl }: SlackAddress, timeout: number): WebClient {
  return new WebClient(token, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: quietLogger,
  });
}
