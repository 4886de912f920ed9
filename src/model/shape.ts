/**
 * The type of a value as playbooks see it: what an expression may do with it and where it may go.
 *
 * `sort` tells texts apart that look the same to a type checker: only a `name`, an `id` or a
 * `choice` may become part of a longer machine-read text, because only they are known to carry
 * nothing that could change its meaning.
 */
export type Shape =
  | { readonly is: "int" }
  | { readonly is: "number" }
  | { readonly is: "bool" }
  | { readonly is: "duration" }
  | { readonly is: "text"; readonly sort: TextSort; readonly of?: readonly string[] }
  | { readonly is: "list"; readonly of: Shape }
  | { readonly is: "map"; readonly of: Shape }
  | {
      readonly is: "object";
      readonly fields: Readonly<Record<string, Shape>>;
      /** Fields that may be missing, so that using one needs `has()` or `.?field.orValue(…)`. */
      readonly optional: readonly string[];
    }
  | { readonly is: "any" };

export type TextSort = "text" | "name" | "id" | "choice";

export function object(
  fields: Readonly<Record<string, Shape>>,
  optional: readonly string[] = [],
): Shape {
  return { is: "object", fields, optional };
}

export const INT: Shape = { is: "int" };
export const NUMBER: Shape = { is: "number" };
export const BOOL: Shape = { is: "bool" };
export const TEXT: Shape = { is: "text", sort: "text" };
export const NAME: Shape = { is: "text", sort: "name" };
export const ID: Shape = { is: "text", sort: "id" };
export const ANY: Shape = { is: "any" };
