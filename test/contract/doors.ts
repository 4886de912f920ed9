import { fieldAt } from "../../src/model/field-at.ts";
import { type JsonObject, leavesOf } from "../../src/model/json.ts";
import type { Path } from "../../src/model/problem.ts";
import type { Shape } from "../../src/model/shape.ts";
import type { Exercised } from "./step-kind.ts";

/** A text of a `with` block in whose place data may stand. */
export interface Door {
  readonly name: string;
  readonly within: JsonObject;
  readonly path: Path;
  readonly isOfForm: boolean;
}

export function doorsOf<Params, Output, Needs>({
  kind,
  filled,
  others = [],
}: Exercised<Params, Output, Needs>): readonly Door[] {
  const found = new Map<string, Door>();
  for (const within of [filled, ...others]) {
    for (const [path, leaf] of leavesOf(within)) {
      const field = fieldAt(kind.params, path);
      if (field === undefined || field.holes === "literal" || typeof leaf !== "string") continue;
      if (!holdsText(field.shape)) continue;
      const name = path.join(".");
      if (!found.has(name)) {
        found.set(name, { name, within, path, isOfForm: isOfForm(field.shape) });
      }
    }
  }
  return [...found.values()];
}

/** The params of a kind in which data may stand. */
export function openFields<Params, Output, Needs>({
  kind,
}: Exercised<Params, Output, Needs>): readonly string[] {
  const whole = fieldAt(kind.params, []);
  if (whole?.shape.is !== "object") throw new Error("params are an object");
  return Object.keys(whole.shape.fields).filter((name) => {
    const field = fieldAt(kind.params, [name]);
    return field !== undefined && field.holes !== "literal" && holdsText(field.shape);
  });
}

function holdsText(shape: Shape): boolean {
  if (shape.is === "list" || shape.is === "map") return holdsText(shape.of);
  if (shape.is === "object") return Object.values(shape.fields).some(holdsText);
  return isProse(shape) || isOfForm(shape);
}

function isProse(shape: Shape): boolean {
  return shape.is === "any" || (shape.is === "text" && shape.sort === "text");
}

function isOfForm(shape: Shape): boolean {
  return shape.is === "duration" || (shape.is === "text" && shape.sort !== "text");
}

export function valueAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, segment) => (part as Record<string | number, unknown>)[segment], // found by walking
    whole,
  );
}

export function replaced(whole: JsonObject, [first, ...rest]: Path, text: string): JsonObject {
  const copy = structuredClone(whole);
  let place: Record<string | number, unknown> = copy;
  let last = first ?? "";
  for (const segment of rest) {
    place = place[last] as Record<string | number, unknown>; // the path was found by walking
    last = segment;
  }
  place[last] = text;
  return copy;
}
