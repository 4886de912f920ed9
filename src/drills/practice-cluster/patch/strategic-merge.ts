import { isDeepStrictEqual } from "node:util";
import { isList, isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";

/**
 * The merge patch of kubectl: lists of things with a name are merged thing by thing. Which field
 * is the name depends on the list; lists that are not here are replaced as a whole.
 */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  env: ["name"],
  volumes: ["name"],
  imagePullSecrets: ["name"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  // A container's ports have a containerPort, those of a service a port.
  ports: ["containerPort", "port"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey"],
  ownerReferences: ["uid"],
  conditions: ["type"],
  addresses: ["type"],
  taints: ["key"],
};

/** Lists of plain values that are merged as sets. */
const SETS: readonly string[] = ["finalizers"];

const DIRECTIVE = "$patch";
const ORDER = "$setElementOrder/";
const DELETE_FROM = "$deleteFromPrimitiveList/";
const RETAIN = "$retainKeys";

export function strategicMerge(target: JsonValue | undefined, patch: JsonObject): JsonObject {
  const { [DIRECTIVE]: directive, [RETAIN]: retained, ...fields } = patch;
  if (directive === "replace") return fields;
  if (directive === "delete") return {};
  const base = isObject(target) ? target : {};
  const merged = new Map(
    Object.entries(base).filter(([key]) => !isList(retained) || retained.includes(key)),
  );
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith(ORDER)) continue;
    if (key.startsWith(DELETE_FROM)) takeAway(merged, key.slice(DELETE_FROM.length), value);
    else if (value === null) merged.delete(key);
    else merged.set(key, mergeField(key, merged.get(key), value));
  }
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith(ORDER)) putInOrder(merged, key.slice(ORDER.length), value);
  }
  return Object.fromEntries(merged);
}

function mergeField(key: string, old: JsonValue | undefined, value: JsonValue): JsonValue {
  if (isObject(value)) return strategicMerge(old, value);
  if (!isList(value)) return value;
  const before = isList(old) ? old : [];
  if (SETS.includes(key)) return [...new Set([...before, ...value])];
  const name = keyOfList(key, [...before, ...value]);
  return name === undefined ? value : mergeList(name, before, value);
}

function mergeList(
  name: string,
  old: readonly JsonValue[],
  patch: readonly JsonValue[],
): readonly JsonValue[] {
  const items = patch.filter((item) => isObject(item));
  const replacesAll = items.some((item) => isDeepStrictEqual(item, { [DIRECTIVE]: "replace" }));
  let merged = replacesAll ? [] : [...old];
  for (const item of items) {
    if (item[name] === undefined) continue;
    const isSame = (other: JsonValue) => isObject(other) && other[name] === item[name];
    const index = merged.findIndex(isSame);
    if (item[DIRECTIVE] === "delete") merged = merged.filter((other) => !isSame(other));
    else if (index === -1) merged.push(strategicMerge(undefined, item));
    else merged[index] = strategicMerge(merged[index], item);
  }
  return merged;
}

function keyOfList(key: string, items: readonly JsonValue[]): string | undefined {
  const names = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  return names?.find((name) => items.some((item) => isObject(item) && item[name] !== undefined));
}

function takeAway(merged: Map<string, JsonValue>, key: string, value: JsonValue): void {
  const old = merged.get(key);
  if (isList(old) && isList(value)) {
    merged.set(
      key,
      old.filter((item) => !value.includes(item)),
    );
  }
}

/** Those that the patch names stand in its order; the others keep their place behind them. */
function putInOrder(merged: Map<string, JsonValue>, key: string, order: JsonValue): void {
  const items = merged.get(key);
  if (!isList(items) || !isList(order)) return;
  const name = keyOfList(key, items);
  const rank = (item: JsonValue) => {
    const wanted = name === undefined || !isObject(item) ? item : { [name]: item[name] ?? null };
    const found = order.findIndex((other) => isDeepStrictEqual(other, wanted));
    return found === -1 ? order.length : found;
  };
  merged.set(
    key,
    items.toSorted((a, b) => rank(a) - rank(b)),
  );
}
