import type { JsonObject } from "../../../model/json.ts";
import type { Kept, Plural } from "../objects/kept.ts";
import type { Cell } from "./cell.ts";
import { COLUMNS } from "./columns.ts";

export type IncludeObject = "None" | "Metadata" | "Object";

export interface Shown {
  readonly cells: readonly Cell[];
  readonly object: JsonObject;
}

/** The cells of one object, as `kubectl get` shows them. */
export function cellsOf<K extends Plural>(
  plural: K,
  object: Kept[K],
  now: number,
): readonly Cell[] {
  return COLUMNS[plural].row(object, now);
}

/** Rows for people, which kubectl asks for instead of the objects. */
export function renderTable(
  plural: Plural,
  rows: readonly Shown[],
  metadata: JsonObject,
  include: IncludeObject,
): JsonObject {
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: COLUMNS[plural].names.map(column),
    rows: rows.map(({ cells, object }) => ({ cells, ...included(object, include) })),
  };
}

function column(name: string): JsonObject {
  const isWide = name.startsWith("+");
  return {
    name: isWide ? name.slice(1) : name,
    type: "string",
    format: name === "Name" ? "name" : "",
    description: "",
    priority: isWide ? 1 : 0,
  };
}

function included(object: JsonObject, include: IncludeObject): JsonObject {
  if (include === "None") return {};
  if (include === "Object") return { object };
  const { metadata = {} } = object;
  return {
    object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata },
  };
}
