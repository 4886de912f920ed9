import { hash } from "node:crypto";
import { KEYBOARD_SCRIPT } from "../keyboard/keyboard-script.ts";
import { LIVE_SCRIPT } from "../live/live-script.ts";
import { STYLESHEET } from "../look/stylesheet.ts";

/** What pages load. A change of it gives it another address, so that browsers may keep it. */
export const ASSETS = {
  style: asset("style", "css", "text/css; charset=utf-8", STYLESHEET),
  script: asset("script", "js", "text/javascript; charset=utf-8", LIVE_SCRIPT + KEYBOARD_SCRIPT),
} as const;

function asset(name: string, ending: string, type: string, text: string) {
  const version = hash("sha256", text, "hex").slice(0, 12);
  return { path: `/console/${name}-${version}.${ending}`, type, text } as const;
}
