import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import type { ChatAnswer } from "../../../ports/chat.ts";

type NotDone = Exclude<ChatAnswer<never>, { readonly is: "done" }>;

/** What a call came to that did not succeed. Anything else that is thrown is a mistake of ours. */
export function notDone(error: unknown): NotDone {
  if (error instanceof WebAPIRateLimitedError) return slowDown(error.retryAfter);
  if (error instanceof WebAPIHTTPError) return noAnswer(`HTTP ${error.statusCode}`);
  if (error instanceof WebAPIRequestError) return noAnswer(String(error.original.message));
  if (error instanceof WebAPIPlatformError) {
    const { error: code, response_metadata } = error.data;
    return said(code, response_metadata?.messages ?? []);
  }
  throw error;
}

function said(code: string, messages: readonly string[]): NotDone {
  const detail = [code, ...messages].join(": ");
  if (GONE.has(code)) return { is: "gone" };
  if (TOO_FAST.has(code)) return slowDown(TOO_FAST_S);
  if (NOT_ALLOWED.has(code)) return { is: "not_allowed", detail };
  if (BROKEN.has(code) || !isCode(code)) return noAnswer(detail.slice(0, LONGEST_DETAIL));
  return { is: "refused", detail };
}

const GONE = new Set(["message_not_found"]);
const TOO_FAST = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
const TOO_FAST_S = 30;
const BROKEN = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);
const NOT_ALLOWED = new Set([
  "access_denied",
  "account_inactive",
  "ekm_access_denied",
  "invalid_auth",
  "missing_scope",
  "no_permission",
  "not_authed",
  "not_allowed_token_type",
  "org_login_required",
  "token_expired",
  "token_revoked",
  "two_factor_setup_required",
]);
const LONGEST_DETAIL = 200;

/** A proxy's page in place of Slack's answer comes as its "error". */
function isCode(code: string): boolean {
  return /^[a-z][a-z0-9_-]*$/.test(code);
}

function slowDown(seconds: number): NotDone {
  return { is: "slow_down", afterMs: seconds * 1_000 };
}

function noAnswer(detail: string): NotDone {
  return { is: "no_answer", detail };
}
