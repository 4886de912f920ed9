import { z } from "zod";
import { DURATION } from "./duration.ts";

/**
 * What may stand in a field of a step besides the literal that its author wrote.
 *
 * - `literal`: nothing. SQL, PromQL, URL paths, key prefixes: text that somebody parses.
 * - `exact`: a `${{ }}` that is the whole value, or text mixed with safe holes (names, ids,
 *   integers, choices), checked again once joined.
 * - `text`: prose for people; any hole, any mix.
 */
export type Holes = "literal" | "exact" | "text";

export interface FieldMeta {
  readonly holes?: Holes;
  readonly sort?: "name" | "id";
  readonly duration?: true;
  /** The value names a connection of one of these types in `connections.yaml`. */
  readonly connection?: readonly string[];
  /** The value names whom to tell: `pagerduty/<service>`, `slack/<channel>` or a team. */
  readonly destination?: true;
  /** The value names a service of `directory.yaml` through which people are paged. */
  readonly service?: true;
  /** The value names a person, a team or a group of people who are asked. */
  readonly person?: true;
  /** The value is a bare expression that this step evaluates, over these names. */
  readonly expression?: readonly string[];
}

export const NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/;
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._/:-]{0,252}$/;

function described<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  return schema.meta({ pitcrew: meta });
}

export const name = () =>
  described(
    z.string().regex(NAME_PATTERN, "must be a name: letters, digits, dot, dash, underscore"),
    {
      holes: "exact",
      sort: "name",
    },
  );

export const id = () =>
  described(z.string().regex(ID_PATTERN, "must be an id: a name that may also hold / and :"), {
    holes: "exact",
    sort: "id",
  });

export const duration = () =>
  described(z.string().regex(DURATION, "must be a duration such as 30s, 10m or 1h30m"), {
    holes: "exact",
    duration: true,
  });

/** Prose that only people read. */
export const text = (max = 3_000) => described(z.string().min(1).max(max), { holes: "text" });

/** Any text that travels as one value: a header, an argument, a bound parameter. */
export const value = (max = 8_192) => described(z.string().max(max), { holes: "exact" });

/** Text that a machine parses, so that no data may ever become part of it. */
export const literal = (max = 8_192) => described(z.string().min(1).max(max), { holes: "literal" });

/** Any JSON, carried as it is. */
export const data = () => described(z.json(), { holes: "exact" });

export const connection = (...types: string[]) =>
  described(z.string().regex(NAME_PATTERN, "must be the name of a connection"), {
    holes: "literal",
    connection: types,
  });

export const destination = () =>
  described(z.string().min(1).max(200), { holes: "literal", destination: true });

export const service = () =>
  described(z.string().min(1).max(100), { holes: "literal", service: true });

/** Whom to ask is never data: a label must not choose who decides. */
export const person = () =>
  described(z.string().min(1).max(100), { holes: "literal", person: true });

export const expression = (...over: string[]) =>
  described(z.string().min(1).max(4_096), { holes: "literal", expression: over });

export function metaOf(schema: { readonly [key: string]: unknown }): FieldMeta {
  return schema["pitcrew"] ?? {};
}
