import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject } from "../../../model/json.ts";
import { toKept } from "../api/served.ts";
import { apiVersionOf, type ResourceType } from "../api/resource-types.ts";
import {
  badRequest,
  CHANGED_MEANWHILE,
  conflict,
  done,
  invalid,
  type Outcome,
} from "../api/status.ts";
import type { Kept, Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";
import { timestamp } from "../store/timestamp.ts";
import { ANOTHER_NAMESPACE, GENERATIONS, type Keeping, type Writing } from "./create.ts";
import { decode, textOf } from "./decode.ts";
import { noteWriter } from "./managed-fields.ts";
import { validate } from "./validate/validate.ts";

/** Puts a whole object in the place of the one that is kept, or says what is against it. */
export function replace<K extends Plural>(
  { store, now }: Keeping,
  plural: K,
  type: ResourceType,
  before: Kept[K],
  sent: JsonObject,
  writing: Writing,
): Outcome<Kept[K]> {
  const { name, namespace } = before.metadata;
  const about = isObject(sent["metadata"]) ? sent["metadata"] : {};
  if (about["name"] !== name) {
    return badRequest(
      `the name of the object (${textOf(about["name"])}) does not match the name on the URL (${name})`,
    );
  }
  if (about["namespace"] !== undefined && about["namespace"] !== namespace) {
    return badRequest(ANOTHER_NAMESPACE);
  }
  const clash = clashes(type, before, about);
  if (clash !== undefined) return clash;
  const decoded = decode(plural, type, merged(type, before, toKept(type, sent), writing));
  if (!decoded.ok) return decoded;
  const errors = validate(plural, decoded.value, before);
  if (errors.length > 0) return invalid(type, name, errors);
  const object = decoded.value;
  if (isDeepStrictEqual(object, before)) return done(before);
  const isNewSpec = !isDeepStrictEqual(specOf(object), specOf(before));
  const { generation = 0, managedFields } = before.metadata;
  const after: Kept[K] = {
    ...object,
    metadata: {
      ...object.metadata,
      ...(isNewSpec && GENERATIONS.includes(plural) && { generation: generation + 1 }),
      managedFields: noteWriter(managedFields, writing, apiVersionOf(type), timestamp(now())),
    },
  };
  return done(writing.dryRun ? after : store.put(plural, after));
}

function clashes(type: ResourceType, { metadata }: Plain, sent: JsonObject) {
  const { name, uid, resourceVersion } = metadata;
  if (sent["uid"] !== undefined && sent["uid"] !== uid) {
    const why = `Precondition failed: UID in precondition: ${textOf(sent["uid"])}, UID in object meta: ${uid}`;
    return conflict(type, name, why);
  }
  const version = sent["resourceVersion"];
  const isStale = version !== undefined && version !== "" && version !== resourceVersion;
  return isStale ? conflict(type, name, CHANGED_MEANWHILE) : undefined;
}

/** A writer of the status leaves the rest alone, and the other way round. */
function merged(
  type: ResourceType,
  before: Plain,
  sent: JsonObject,
  { subresource }: Writing,
): JsonObject {
  // Kept objects came out of a schema that only read JSON.
  const old = before as unknown as JsonObject;
  if (subresource === "status") return { ...old, ...pick(sent, "status") };
  const hasStatus = type.subresources.some(({ name }) => name === "status");
  const { metadata } = before;
  const own = {
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    creationTimestamp: metadata.creationTimestamp,
    generation: metadata.generation ?? null,
    deletionTimestamp: metadata.deletionTimestamp ?? null,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds ?? null,
    managedFields: (old["metadata"] as JsonObject)["managedFields"] ?? null,
    namespace: metadata.namespace ?? null,
  };
  const about = isObject(sent["metadata"]) ? sent["metadata"] : {};
  const { status, ...rest } = sent;
  const kept = hasStatus ? pick(old, "status") : { status: status ?? null };
  return { ...rest, ...kept, metadata: { ...about, ...own } };
}

function pick(json: JsonObject, key: string): JsonObject {
  return { [key]: json[key] ?? null };
}

function specOf(object: object): unknown {
  return "spec" in object ? object.spec : undefined;
}
