import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

const COOKIE = "pitcrew_place";

/** Whoever signs in elsewhere comes back by a link of another site, which a strict cookie hides. */
const FOR_A_WHILE = { path: "/", httpOnly: true, sameSite: "Lax", maxAge: 3_600 } as const;

/** A path of ours. Two slashes would lead to another site. */
const OURS = /^\/(?:[A-Za-z0-9][A-Za-z0-9_./-]*)?$/;

/** Where somebody wanted to go who has to sign in first. */
export function rememberPlace(context: Context, isSecure: boolean): void {
  setCookie(context, COOKIE, context.req.path, { ...FOR_A_WHILE, secure: isSecure });
}

/** The same place, once; the first page when there is none. */
export function takePlace(context: Context): string {
  const place = getCookie(context, COOKIE) ?? "/";
  deleteCookie(context, COOKIE, FOR_A_WHILE);
  return OURS.test(place) ? place : "/";
}
