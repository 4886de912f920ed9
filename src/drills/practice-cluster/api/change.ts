import { isObject, type JsonObject } from "../../../model/json.ts";
import type { Plural } from "../objects/kept.ts";
import { create, type Writing } from "../write/create.ts";
import { checkType } from "../write/decode.ts";
import { remove, RemoveOptions } from "../write/remove.ts";
import { replace } from "../write/replace.ts";
import { applyPatch } from "./apply-patch.ts";
import { readJson, readObject } from "./body.ts";
import type { Call, Served } from "./call.ts";
import { readSelectors } from "./list.ts";
import { json, refusal, type Reply, success } from "./reply.ts";
import { apiVersionOf } from "./resource-types.ts";
import { findScaled, type Scaled, scaleOf, withScale } from "./scale.ts";
import { serve } from "./served.ts";
import { badRequest, detailsOf, done, notFound, type Outcome } from "./status.ts";

export function answerCreate<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const { type } = call;
  const sent = readObject(call);
  if (!sent.ok) return refusal(sent);
  const checked = checkType(type, sent.value);
  if (!checked.ok) return refusal(checked);
  const made = create(served.keeping, plural, type, checked.value, writingOf(call));
  return made.ok ? json(serve(type, made.value), 201) : refusal(made);
}

export function answerUpdate<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const sent = readObject(call);
  if (!sent.ok) return refusal(sent);
  return change(served, plural, call, () => sent);
}

export function answerPatch<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const patch = readJson(call.body.toString());
  if (!patch.ok) return refusal(patch);
  return change(served, plural, call, (shown) =>
    applyPatch(call.type, shown, patch.value, call.mediaType),
  );
}

/** Puts what becomes of the object, or of its scale, in its place. */
function change<K extends Plural>(
  { keeping }: Served,
  plural: K,
  call: Call,
  next: (shown: JsonObject) => Outcome<JsonObject>,
): Reply {
  const { type, namespace, name = "", subresource } = call;
  const { store } = keeping;
  const before = store.get(plural, name, namespace);
  if (before === undefined) return refusal(notFound(type, name));
  const kept = serve(type, before);
  if (subresource !== "scale") {
    const wanted = next(kept);
    if (!wanted.ok) return refusal(wanted);
    const checked = checkType(type, wanted.value);
    if (!checked.ok) return refusal(checked);
    const after = replace(keeping, plural, type, before, checked.value, writingOf(call));
    return after.ok ? json(serve(type, after.value)) : refusal(after);
  }
  const scaled = findScaled(store, plural, name, namespace);
  const scale = scaled === undefined ? notFound(type, name) : next(scaleOf(scaled));
  const wanted = scale.ok ? withScale(kept, scale.value) : scale;
  if (!wanted.ok) return refusal(wanted);
  const after = replace(keeping, plural, type, before, wanted.value, writingOf(call));
  // Only what has a scale comes here.
  return after.ok ? json(scaleOf(after.value as Scaled)) : refusal(after);
}

export function answerDelete<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const { type, namespace, name = "" } = call;
  const options = readOptions(call);
  if (!options.ok) return refusal(options);
  const object = served.keeping.store.get(plural, name, namespace);
  if (object === undefined) return refusal(notFound(type, name));
  const removed = remove(served.keeping, plural, type, object, options.value);
  if (!removed.ok) return refusal(removed);
  if (!removed.value.isGone || plural === "pods") return json(serve(type, removed.value.object));
  return success({ ...detailsOf(type, name), uid: object.metadata.uid });
}

export function answerDeleteAll<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const { type, namespace, query } = call;
  const options = readOptions(call);
  if (!options.ok) return refusal(options);
  const fits = readSelectors(plural, query);
  if (!fits.ok) return refusal(fits);
  const { store } = served.keeping;
  const objects = store.list(plural, namespace).filter(fits.value);
  for (const object of objects) remove(served.keeping, plural, type, object, options.value);
  return json({
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type),
    metadata: { resourceVersion: String(store.version()) },
    items: objects.map((object) => serve(type, object)),
  });
}

/** Options stand in the body or, shorter, in the query. */
function readOptions(call: Call): Outcome<RemoveOptions> {
  const { body, query } = call;
  const sent = body.length === 0 ? done<JsonObject>({}) : readObject(call);
  if (!sent.ok) return sent;
  const seconds = query.get("gracePeriodSeconds");
  const options = RemoveOptions.safeParse({
    ...(isObject(sent.value) ? sent.value : {}),
    ...(seconds !== null && { gracePeriodSeconds: Number(seconds) }),
    ...(query.has("propagationPolicy") && { propagationPolicy: query.get("propagationPolicy") }),
    ...(query.has("dryRun") && { dryRun: query.getAll("dryRun") }),
  });
  return options.success ? done(options.data) : badRequest("DeleteOptions cannot be read");
}

function writingOf({ namespace, query, userAgent, subresource }: Call): Writing {
  const manager = query.get("fieldManager") ?? userAgent.split("/")[0] ?? "unknown";
  return {
    manager: manager === "" ? "unknown" : manager,
    namespace,
    dryRun: query.has("dryRun"),
    ...(subresource !== undefined && { subresource }),
  };
}
