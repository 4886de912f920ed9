import type { JsonValue } from "../../model/json.ts";
import { textOf } from "../single-value.ts";

/** Where a request goes below its connection's base address. */
export interface Target {
  readonly path: string;
  readonly slots: Readonly<Record<string, JsonValue>>;
  readonly query: Readonly<Record<string, JsonValue>>;
}

/** A literal path whose only moving parts are `{slots}`; no `%`, so nothing in it is encoded twice. */
export const PATH = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|\{[a-z][a-z0-9_]{0,62}\})*)+$/;

const SLOT = /\{([a-z][a-z0-9_]*)\}/g;

/** Path and query as they are sent. Each value is encoded alone, so it stays one segment or one value. */
export function targetOf(target: Target): string {
  const query = Object.entries(target.query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}`,
  );
  const path = pathOf(target);
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}

export function pathOf({ path, slots }: Target): string {
  return fill(path, slots, encodeURIComponent);
}

export function slotNames(path: string): readonly string[] {
  return Array.from(path.matchAll(SLOT), ([, name = ""]) => name);
}

/**
 * Segments that mean "here" or "one up", once everybody on the way has decoded them.
 *
 * Encoding cannot disarm these: `%2e%2e` is `..` to every URL parser, and some proxies decode
 * `%2F` before they tidy up a path.
 */
export function climbs({ path, slots }: Target): boolean {
  const parts = fill(path, slots, (value) => value).split(/[/\\]/);
  return parts.includes(".") || parts.includes("..");
}

function fill(path: string, slots: Target["slots"], encode: (value: string) => string): string {
  return path.replace(SLOT, (slot, name: string) => {
    const value = Object.hasOwn(slots, name) ? slots[name] : undefined;
    if (value === undefined) throw new TypeError(`The slot ${slot} has no value.`);
    return encode(textOf(value));
  });
}
