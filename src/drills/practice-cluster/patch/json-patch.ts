import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { isList, isObject, type JsonValue } from "../../../model/json.ts";
import type { Parsed } from "../api/label-selector.ts";

const pointer = z.string().regex(/^(\/.*)?$/s);
const value = z.json();

const Operations = z.array(
  z.discriminatedUnion("op", [
    z.object({ op: z.literal("add"), path: pointer, value }),
    z.object({ op: z.literal("replace"), path: pointer, value }),
    z.object({ op: z.literal("test"), path: pointer, value }),
    z.object({ op: z.literal("remove"), path: pointer }),
    z.object({ op: z.literal("move"), path: pointer, from: pointer }),
    z.object({ op: z.literal("copy"), path: pointer, from: pointer }),
  ]),
);
type Operation = z.infer<typeof Operations>[number];

export const readOperations = (body: unknown) => Operations.safeParse(body);

/** RFC 6902: all operations in order, or none where one does not fit. */
export function jsonPatch(target: JsonValue, operations: readonly Operation[]): Parsed<JsonValue> {
  let patched = target;
  for (const operation of operations) {
    const next = apply(patched, operation);
    if (next === MISSING) {
      const what = `${operation.op} operation does not apply: doc is missing path: ${operation.path}`;
      return { ok: false, message: `${what}: missing value` };
    }
    if (next === DIFFERENT) {
      return { ok: false, message: `testing value ${operation.path} failed: test failed` };
    }
    patched = next;
  }
  return { ok: true, value: patched };
}

const MISSING = Symbol("missing");
const DIFFERENT = Symbol("different");
type Applied = JsonValue | typeof MISSING | typeof DIFFERENT;

function apply(target: JsonValue, operation: Operation): Applied {
  const path = keysOf(operation.path);
  switch (operation.op) {
    case "add":
      return edit(target, path, () => operation.value, "add");
    case "replace":
      return edit(target, path, (old) => (old === undefined ? MISSING : operation.value));
    case "remove":
      return edit(target, path, (old) => (old === undefined ? MISSING : undefined));
    case "test":
      return isDeepStrictEqual(at(target, path), operation.value) ? target : DIFFERENT;
    case "copy": {
      const found = at(target, keysOf(operation.from));
      return found === undefined ? MISSING : edit(target, path, () => found, "add");
    }
    case "move": {
      const found = at(target, keysOf(operation.from));
      if (found === undefined) return MISSING;
      const without = edit(target, keysOf(operation.from), () => undefined);
      return typeof without === "symbol" ? without : edit(without, path, () => found, "add");
    }
  }
}

function keysOf(path: string): readonly string[] {
  return path
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function at(target: JsonValue, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = target;
  for (const key of path) {
    if (isList(value)) value = /^\d+$/.test(key) ? value[Number(key)] : undefined;
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

type Change = (old: JsonValue | undefined) => JsonValue | undefined | typeof MISSING;

/** Rebuilds the way down to one place; in a list, what is added moves the others on. */
function edit(
  target: JsonValue,
  [key, ...rest]: readonly string[],
  change: Change,
  how: "add" | "in_place" = "in_place",
): JsonValue | typeof MISSING {
  if (key === undefined) return change(target) ?? MISSING;
  if (!isList(target) && !isObject(target)) return MISSING;
  if (rest.length > 0) {
    const child = at(target, [key]);
    const edited = child === undefined ? MISSING : edit(child, rest, change, how);
    return edited === MISSING ? MISSING : put(target, key, edited, "in_place");
  }
  const changed = change(at(target, [key]));
  return changed === MISSING ? MISSING : put(target, key, changed, how);
}

function put(
  target: JsonValue,
  key: string,
  value: JsonValue | undefined,
  how: "add" | "in_place",
): JsonValue | typeof MISSING {
  if (!isList(target)) {
    const { [key]: _, ...others } = isObject(target) ? target : {};
    return value === undefined ? others : { ...others, [key]: value };
  }
  const index = key === "-" ? target.length : Number(key);
  if (!/^(-|\d+)$/.test(key) || index > target.length) return MISSING;
  const added = value === undefined ? [] : [value];
  return target.toSpliced(index, how === "add" ? 0 : 1, ...added);
}
