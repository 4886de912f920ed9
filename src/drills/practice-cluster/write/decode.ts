import type { z } from "zod";
import { isList, isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import { apiVersionOf, type ResourceType } from "../api/resource-types.ts";
import { badRequest, done, type Outcome } from "../api/status.ts";
import { type Kept, type Plural, SCHEMAS } from "../objects/kept.ts";

/** Reads an object with all its defaults; what has the wrong type is refused as a whole. */
export function decode<K extends Plural>(
  plural: K,
  type: ResourceType,
  json: JsonObject,
): Outcome<Kept[K]> {
  const parsed = SCHEMAS[plural].safeParse(withoutNulls(json));
  if (parsed.success) return done(parsed.data);
  const issue = parsed.error.issues[0];
  const why = issue === undefined ? "" : explain(issue);
  return badRequest(
    `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${why}`,
  );
}

/** The body must be of the type that the path names; where it says nothing, it is. */
export function checkType(type: ResourceType, sent: JsonObject): Outcome<JsonObject> {
  const wanted = apiVersionOf(type);
  // Clients whose objects have types leave both out; custom resources have to say what they are.
  const { apiVersion = wanted, kind = type.isCustom ? "" : type.kind } = sent;
  if (kind === "") return badRequest("Object 'Kind' is missing in the body of the request");
  if (kind !== type.kind) {
    return badRequest(
      `the kind in the data (${textOf(kind)}) does not match the expected kind (${type.kind})`,
    );
  }
  if (apiVersion !== wanted) {
    return badRequest(
      `the API version in the data (${textOf(apiVersion)}) does not match the expected API version (${wanted})`,
    );
  }
  return done({ ...sent, apiVersion, kind });
}

/** A field as a message shows it. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The real server takes null for absent; kubectl sends `creationTimestamp: null`. */
function withoutNulls(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(kept.map(([key, field]) => [key, withoutNulls(field)]));
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return issue.message;
  const field = issue.path.filter((part) => typeof part === "string").join(".");
  const wanted = issue.code === "invalid_type" ? issue.expected : "another form";
  return `json: cannot unmarshal value into field ${field} of type ${wanted}`;
}
