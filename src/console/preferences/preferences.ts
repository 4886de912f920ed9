import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { z } from "zod";

export const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** How somebody wants to see the pages in this browser. */
export interface Preferences {
  readonly theme: Theme;
  /** Whether single keys do something. */
  readonly hasKeys: boolean;
}

export const Wanted = z.object({
  theme: z.enum(THEMES).optional(),
  keys: z.enum(["on", "off"]).optional(),
});

export type Wanted = z.infer<typeof Wanted>;

const COOKIES = { theme: "pitcrew_theme", keys: "pitcrew_keys" } as const;

/** What a browser brings along may be anything; whatever is not known here counts as not set. */
export function preferencesOf(context: Context): Preferences {
  const { data: theme = "system" } = Wanted.shape.theme.safeParse(
    getCookie(context, COOKIES.theme),
  );
  return { theme, hasKeys: getCookie(context, COOKIES.keys) !== "off" };
}

const YEAR_S = 31_536_000;

export function rememberPreferences(context: Context, wanted: Wanted, isSecure: boolean): void {
  for (const name of ["theme", "keys"] as const) {
    const value = wanted[name];
    if (value === undefined) continue;
    const kept = { path: "/", httpOnly: true, sameSite: "Strict", maxAge: YEAR_S } as const;
    setCookie(context, COOKIES[name], value, { ...kept, secure: isSecure });
  }
}
