import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../../model/json.ts";
import { type Deployment, type ReplicaSet, TEMPLATE_HASH } from "../objects/deployment.ts";
import type { PodTemplate } from "../objects/pod.ts";

/** Letters of generated names: no vowels, so that they spell nothing. */
export const LETTERS = "bcdfghjklmnpqrstvwxz2456789";
const LENGTH = 10;

/** Names a pod template in the labels of its pods and in the name of its replica set. */
export function hashTemplate(template: PodTemplate): string {
  const digest = createHash("sha256")
    .update(JSON.stringify(withoutEmpty(template)))
    .digest();
  const bytes = [...digest.subarray(0, LENGTH)];
  return bytes.map((byte) => LETTERS[byte % LETTERS.length]).join("");
}

/** Whether a replica set makes the pods that the deployment wants now. */
export function isCurrent({ spec }: Deployment, set: ReplicaSet): boolean {
  const { labels = {}, ...rest } = set.spec.template.metadata;
  const { [TEMPLATE_HASH]: _, ...own } = labels;
  const template = { ...set.spec.template, metadata: { ...rest, labels: own } };
  return isDeepStrictEqual(withoutEmpty(template), withoutEmpty(spec.template));
}

/** To the API, an empty map or list and none at all are the same. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isObject(value)) return value;
  const fields = Object.entries(value)
    .map(([key, field]) => [key, withoutEmpty(field)] as const)
    .filter(([, field]) => field !== undefined && !isEmpty(field));
  return Object.fromEntries(fields);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
