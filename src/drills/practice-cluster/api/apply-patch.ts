import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import { jsonPatch, readOperations } from "../patch/json-patch.ts";
import { mergePatch } from "../patch/merge-patch.ts";
import { strategicMerge } from "../patch/strategic-merge.ts";
import type { ResourceType } from "./resource-types.ts";
import { badRequest, done, type Outcome, refuse, unsupportedMediaType } from "./status.ts";

const JSON_PATCH = "application/json-patch+json";
const MERGE = "application/merge-patch+json";
const STRATEGIC = "application/strategic-merge-patch+json";

/** The object as a patch wants it; which sort of patch it is, only its media type says. */
export function applyPatch(
  type: ResourceType,
  object: JsonObject,
  patch: JsonValue,
  mediaType: string,
): Outcome<JsonObject> {
  const accepted = type.isCustom ? [JSON_PATCH, MERGE] : [JSON_PATCH, MERGE, STRATEGIC];
  if (!accepted.includes(mediaType)) return unsupportedMediaType(accepted);
  if (mediaType === JSON_PATCH) return patchByOperations(object, patch);
  if (!isObject(patch)) return badRequest("error decoding patch: json: cannot unmarshal into map");
  const patched = mediaType === MERGE ? mergePatch(object, patch) : strategicMerge(object, patch);
  return isObject(patched) ? done(patched) : badRequest("the patch leaves no object");
}

function patchByOperations(object: JsonObject, patch: JsonValue): Outcome<JsonObject> {
  const operations = readOperations(patch);
  if (!operations.success) return badRequest("error decoding patch: invalid JSON patch operations");
  const patched = jsonPatch(object, operations.data);
  if (patched.ok && isObject(patched.value)) return done(patched.value);
  const why = patched.ok ? "the patch leaves no object" : patched.message;
  return refuse(422, "Invalid", "the server rejected our request due to an error in our request", {
    causes: [{ reason: "UnexpectedServerResponse", message: why }],
  });
}
