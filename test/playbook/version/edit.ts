import { isObject, type JsonValue } from "../../../src/model/json.ts";

/**
 * A copy of a playbook with one field set, or removed by `undefined`. Steps are named by their
 * place or, wherever they stand, by their id; a step that there is none of is added at the end.
 */
export function edit(playbook: JsonValue, path: string, value: JsonValue | undefined): JsonValue {
  const copy = structuredClone(playbook);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  set(keys.reduce(descend, copy), last, value);
  return copy;
}

/** The path of every value that holds no others. */
export function leavesOf(value: JsonValue, path: readonly string[] = []): readonly string[] {
  if (typeof value !== "object" || value === null) return [path.join(".")];
  return Object.entries(value).flatMap(([key, member]: [string, JsonValue]) =>
    leavesOf(member, [...path, key]),
  );
}

function descend(parent: unknown, key: string): unknown {
  if (Array.isArray(parent) && !/^[0-9]+$/.test(key)) {
    const { list, index } = placeOf(parent, key);
    return list[index];
  }
  return isObject(parent) || Array.isArray(parent) ? Reflect.get(parent, key) : undefined;
}

function set(parent: unknown, key: string, value: JsonValue | undefined): void {
  if (Array.isArray(parent)) {
    const { list, index } = /^[0-9]+$/.test(key)
      ? { list: parent, index: Number(key) }
      : placeOf(parent, key);
    const item = isObject(value) ? { id: key, ...value } : value;
    list.splice(index, 1, ...(value === undefined ? [] : [item]));
  } else if (isObject(parent)) {
    if (value === undefined) delete parent[key];
    else parent[key] = value;
  } else {
    throw new Error(`There is nothing to hold "${key}"`);
  }
}

interface ListPlace {
  readonly list: unknown[];
  readonly index: number;
}

function placeOf(steps: unknown[], id: string): ListPlace {
  return findStep(steps, id) ?? { list: steps, index: steps.length };
}

function findStep(steps: unknown[], id: string): ListPlace | undefined {
  for (const [index, step] of steps.entries()) {
    if (!isObject(step)) continue;
    if (step["id"] === id) return { list: steps, index };
    for (const inner of [step["parallel"], step["on_failure"]]) {
      const found = Array.isArray(inner) ? findStep(inner, id) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
