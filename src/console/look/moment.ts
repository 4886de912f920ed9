import { html } from "hono/html";
import { clockTime } from "../../notify/wording/clock-time.ts";
import type { Html } from "../frame/html-text.ts";

/** By when ages and times are told. */
export interface Now {
  readonly at: number;
  readonly zone: string;
}

/** A time of day; with the day when that is not today's. */
export function moment(time: string, { at, zone }: Now): Html {
  return html`<time datetime="${time}">${clockTime(Date.parse(time), zone, at)}</time>`;
}
