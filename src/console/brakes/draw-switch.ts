import { html } from "hono/html";
import type { SwitchView } from "../../intake/api/views/brake-views.ts";
import type { Html } from "../frame/html-text.ts";
import { badge } from "../look/badge.ts";
import { moment, type Now } from "../look/moment.ts";

const SWITCHED = { freeze: "FROZEN", pause: "PAUSED", drain: "DRAINED" } as const;

/** What is switched on, over what, by whom, until when and why. */
export function drawSwitch(on: SwitchView, now: Now): Html {
  const { kind, scope, by, reason, since, until } = on;
  const end = until === null ? "until somebody ends it" : html`until ${moment(until, now)}`;
  return html`${badge("waits", SWITCHED[kind])} ${scopeWords(scope)} since ${moment(since, now)} by
  ${by}, ${end}: ${reason}`;
}

function scopeWords(scope: string): string {
  return scope === "all" ? "everything" : scope.replace(":", " ");
}
