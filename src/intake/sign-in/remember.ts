import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import type { Remembered } from "../../ports/identity-provider.ts";

const COOKIE = "pitcrew_away";

/** The browser comes back by a link of another site, with which a strict cookie would not be sent. */
const WHILE_AWAY = {
  path: "/sign-in",
  httpOnly: true,
  sameSite: "Lax",
  maxAge: 600,
} as const;

const Form = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** Keeps with a browser what it must bring back, so that nobody else can finish its sign-in. */
export function remember(context: Context, remembered: Remembered, isSecure: boolean): void {
  setCookie(context, COOKIE, JSON.stringify(remembered), { ...WHILE_AWAY, secure: isSecure });
}

/** What a browser was given to remember, once. */
export function recall(context: Context): Remembered | undefined {
  const text = getCookie(context, COOKIE);
  deleteCookie(context, COOKIE, WHILE_AWAY);
  if (text === undefined) return undefined;
  try {
    return Form.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
