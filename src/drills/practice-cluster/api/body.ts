import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import type { Call } from "./call.ts";
import { badRequest, done, type Outcome, unsupportedMediaType } from "./status.ts";

const JSON_TYPE = "application/json";

/** The object in the body of a request that makes or replaces something. */
export function readObject({
  body,
  mediaType,
}: Pick<Call, "body" | "mediaType">): Outcome<JsonObject> {
  if (mediaType !== JSON_TYPE && mediaType !== "") return unsupportedMediaType([JSON_TYPE]);
  const parsed = readJson(body.toString());
  if (!parsed.ok) return parsed;
  return isObject(parsed.value) ? done(parsed.value) : badRequest("the body is no object");
}

export function readJson(text: string): Outcome<JsonValue> {
  try {
    // JSON.parse makes nothing but JSON.
    return done(JSON.parse(text) as JsonValue);
  } catch (error) {
    return badRequest(`couldn't get version/kind; json parse error: ${String(error)}`);
  }
}
