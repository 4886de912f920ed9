import { hash, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Actor } from "../../access/actor.ts";
import { digestOf } from "../../access/key-text.ts";
import type { Sessions } from "../../ports/sessions.ts";
import { type Answer, answer, refuse } from "../api/refusal.ts";

const COOKIE = "pitcrew_session";

/**
 * What a browser holds is 32 random bytes, of which we keep the digest: there is nothing in it
 * that could be forged, and so nothing to sign. Other sites cannot have it sent.
 */
export function giveSession(context: Context, token: string, isSecure: boolean): void {
  setCookie(context, COOKIE, token, { ...OURS_ALONE, secure: isSecure });
}

export function takeSession(context: Context): void {
  deleteCookie(context, COOKIE, OURS_ALONE);
}

const OURS_ALONE = { path: "/", httpOnly: true, sameSite: "Strict" } as const;

export function sessionToken(context: Context): string | undefined {
  return getCookie(context, COOKIE);
}

/** Goes into pages, and comes back with what they send. Only whoever has the session knows it. */
export function pageToken(session: string): string {
  return hash("sha256", `page:${session}`, "base64url");
}

export function isPageToken(text: string, session: string): boolean {
  const [given, own] = [digestOf(text), digestOf(pageToken(session))];
  return timingSafeEqual(given, own);
}

/**
 * Who is signed in here; nobody when no session came along, which is no refusal. Forms bring the
 * token of their page along themselves, scripts in a header.
 */
export async function identifyBySession(
  context: Context,
  sessions: Pick<Sessions, "personOf">,
  page: string = context.req.header("x-pitcrew-page") ?? "",
): Promise<Answer<Actor> | undefined> {
  const token = sessionToken(context);
  if (token === undefined) return undefined;
  const person = await sessions.personOf(digestOf(token));
  if (person === undefined) return over();
  if (changes(context) && !isPageToken(page, token)) {
    return notFromOurPage();
  }
  return answer({ id: person, person, surface: "console", scope: null });
}

function changes({ req }: Context): boolean {
  return req.method !== "GET" && req.method !== "HEAD";
}

function over(): Answer<never> {
  return refuse("E416", "You are no longer signed in", "Sign in again at /sign-in.");
}

function notFromOurPage(): Answer<never> {
  return refuse(
    "E415",
    "This request does not come from a page of Pitcrew",
    "Load the page again and repeat what you did; programs use a key instead.",
  );
}
