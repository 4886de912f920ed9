import { randomUUID } from "node:crypto";
import { isObject, type JsonObject } from "../../../model/json.ts";
import { toKept } from "../api/served.ts";
import { apiVersionOf, type ResourceType } from "../api/resource-types.ts";
import {
  alreadyExists,
  badRequest,
  detailsOf,
  done,
  invalid,
  notFound,
  type Outcome,
  refuse,
} from "../api/status.ts";
import type { Kept, Plural } from "../objects/kept.ts";
import { amountOf } from "../objects/quantity.ts";
import type { Store } from "../store/store.ts";
import { timestamp } from "../store/timestamp.ts";
import { decode } from "./decode.ts";
import { noteWriter, type Writer } from "./managed-fields.ts";
import { validate } from "./validate/validate.ts";

export interface Keeping {
  readonly store: Store;
  readonly now: () => number;
  /** Five letters that make a generated name one of its own. */
  readonly suffix: () => string;
}

export interface Writing extends Writer {
  readonly namespace: string | undefined;
  readonly dryRun?: boolean;
}

/** Makes a new object, or says what the server has against it. */
export function create<K extends Plural>(
  { store, now, suffix }: Keeping,
  plural: K,
  type: ResourceType,
  sent: JsonObject,
  writing: Writing,
): Outcome<Kept[K]> {
  const { namespace } = writing;
  const { metadata, status: _, ...rest } = toKept(type, sent);
  const { resourceVersion: given, ...about } = isObject(metadata) ? metadata : {};
  if (about["namespace"] !== undefined && about["namespace"] !== namespace) {
    return badRequest(ANOTHER_NAMESPACE);
  }
  if (given !== undefined && given !== "") {
    return refuse(
      500,
      "InternalError",
      "resourceVersion should not be set on objects to be created",
    );
  }
  const { generateName } = about;
  const created = timestamp(now());
  const decoded = decode(plural, type, {
    ...rest,
    ...(plural === "nodes" && isObject(sent["status"]) && { status: sent["status"] }),
    metadata: {
      ...about,
      name: about["name"] ?? (typeof generateName === "string" ? generateName + suffix() : ""),
      ...(namespace !== undefined && { namespace }),
      uid: randomUUID(),
      resourceVersion: "",
      ...(GENERATIONS.includes(plural) && { generation: 1 }),
      creationTimestamp: created,
      managedFields: [],
    },
  });
  if (!decoded.ok) return decoded;
  const object: Kept[K] = {
    ...decoded.value,
    metadata: {
      ...decoded.value.metadata,
      managedFields: noteWriter(undefined, writing, apiVersionOf(type), created),
    },
  };
  const { name } = object.metadata;
  const errors = validate(plural, object, undefined);
  if (errors.length > 0) return invalid(type, name, errors);
  if (namespace !== undefined && store.get("namespaces", namespace) === undefined) {
    return notFound({ group: "", plural: "namespaces" }, namespace);
  }
  if (store.get(plural, name, namespace) !== undefined) return alreadyExists(type, name);
  const over = plural === "pods" ? overQuota(store, name, namespace) : undefined;
  if (over !== undefined) return refuse(403, "Forbidden", over, detailsOf(type, name));
  return done(writing.dryRun ? object : store.put(plural, object));
}

export const ANOTHER_NAMESPACE =
  "the namespace of the provided object does not match the namespace sent on the request";

/** Those whose every change of spec is counted. */
export const GENERATIONS: readonly Plural[] = ["deployments", "replicasets", "scaledobjects"];

function overQuota(store: Store, name: string, namespace: string | undefined): string | undefined {
  const used = store.list("pods", namespace).length;
  for (const { metadata, spec } of store.list("resourcequotas", namespace)) {
    const hard = spec.hard["pods"];
    if (hard !== undefined && used + 1 > amountOf(hard)) {
      return `pods "${name}" is forbidden: exceeded quota: ${metadata.name}, requested: pods=1, used: pods=${used}, limited: pods=${hard}`;
    }
  }
  return undefined;
}
