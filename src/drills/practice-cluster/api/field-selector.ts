import type { Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";
import type { Parsed } from "./label-selector.ts";

interface Term {
  readonly path: string;
  readonly value: string;
  readonly isEqual: boolean;
}

export type FieldSelector = readonly Term[];

/** Beside name and namespace, only these fields can be asked for. */
const FIELDS: Partial<Record<Plural, readonly string[]>> = {
  pods: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "status.phase",
    "status.podIP",
    "status.nominatedNodeName",
  ],
  events: [
    "involvedObject.kind",
    "involvedObject.namespace",
    "involvedObject.name",
    "involvedObject.uid",
    "involvedObject.apiVersion",
    "involvedObject.resourceVersion",
    "involvedObject.fieldPath",
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
  nodes: ["spec.unschedulable"],
  namespaces: ["status.phase"],
  replicasets: ["status.replicas"],
};

export function parseFieldSelector(text: string, plural: Plural): Parsed<FieldSelector> {
  const known = ["metadata.name", "metadata.namespace", ...(FIELDS[plural] ?? [])];
  const terms: Term[] = [];
  for (const part of text.split(",").filter((part) => part !== "")) {
    const [, path, operator, value] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
    if (path === undefined || value === undefined) {
      return { ok: false, message: `invalid selector: '${text}'; can't understand '${part}'` };
    }
    if (!known.includes(path)) {
      return { ok: false, message: `field label not supported: ${path}` };
    }
    terms.push({ path, value, isEqual: operator !== "!=" });
  }
  return { ok: true, value: terms };
}

export function matchesFields(selector: FieldSelector, object: Plain): boolean {
  return selector.every(
    ({ path, value, isEqual }) => (fieldOf(object, path) === value) === isEqual,
  );
}

function fieldOf(object: Plain, path: string): string {
  if (path === "source") return fieldOf(object, "source.component");
  let value: unknown = object;
  for (const key of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  return isScalar(value) ? String(value) : "";
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
