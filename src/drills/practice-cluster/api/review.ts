import { z } from "zod";
import type { JsonObject } from "../../../model/json.ts";
import { isAllowed } from "./authorize.ts";
import { readObject } from "./body.ts";
import type { Call } from "./call.ts";
import { readFields } from "./protobuf.ts";
import { json, refusal, type Reply } from "./reply.ts";
import { badRequest, done, type Outcome } from "./status.ts";

const Review = z.looseObject({
  spec: z.looseObject({
    resourceAttributes: z
      .looseObject({
        verb: z.string().default(""),
        group: z.string().default(""),
        resource: z.string().default(""),
        subresource: z.string().default(""),
        namespace: z.string().default(""),
        name: z.string().default(""),
      })
      .optional(),
  }),
});

/** Whether whoever asks may do what they ask about. */
export function answerReview(call: Call): Reply {
  const sent = call.mediaType === PROTOBUF ? readProtobuf(call.body) : readObject(call);
  if (!sent.ok) return refusal(sent);
  const review = Review.safeParse(sent.value);
  if (!review.success) return refusal(badRequest("SelfSubjectAccessReview cannot be read"));
  const asked = review.data.spec.resourceAttributes;
  const allowed =
    asked !== undefined &&
    isAllowed(call.user, {
      verb: asked.verb,
      group: asked.group,
      resource:
        asked.subresource === "" ? asked.resource : `${asked.resource}/${asked.subresource}`,
      namespace: asked.namespace === "" ? undefined : asked.namespace,
      name: asked.name === "" ? undefined : asked.name,
    });
  const status = { allowed, ...(allowed && { reason: "RBAC: allowed by a rule of this user" }) };
  return json({ ...sent.value, metadata: {}, status }, 201);
}

/** Newer versions of kubectl ask this one question in protobuf, and in nothing else. */
const PROTOBUF = "application/vnd.kubernetes.protobuf";
const MAGIC = "k8s\0";
const ATTRIBUTES = ["namespace", "verb", "group", "version", "resource", "subresource", "name"];

function readProtobuf(body: Buffer): Outcome<JsonObject> {
  const isOurs = body.subarray(0, MAGIC.length).toString() === MAGIC;
  const unknown = isOurs ? readFields(body.subarray(MAGIC.length)) : undefined;
  const review = readFields(unknown?.get(2) ?? Buffer.of());
  const spec = readFields(review?.get(2) ?? Buffer.of());
  const asked = readFields(spec?.get(1) ?? Buffer.of());
  if (asked === undefined) return badRequest("SelfSubjectAccessReview cannot be read");
  const texts = ATTRIBUTES.map((name, index) => {
    return [name, Buffer.from(asked.get(index + 1) ?? []).toString()] as const;
  });
  return done({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: { resourceAttributes: Object.fromEntries(texts) },
  });
}
