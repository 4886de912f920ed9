import { z } from "zod";
import type { Choice, DryRun, LogChoice, Place, Removal } from "../../ports/cluster/cluster.ts";
import type { Requirement, Resource } from "../../ports/cluster/objects.ts";

interface Api {
  readonly path: string;
  readonly plural: string;
}

const APIS: { readonly [R in Resource]: Api } = {
  pods: { path: "/api/v1", plural: "pods" },
  events: { path: "/api/v1", plural: "events" },
  deployments: { path: "/apis/apps/v1", plural: "deployments" },
  replicasets: { path: "/apis/apps/v1", plural: "replicasets" },
  horizontalpodautoscalers: { path: "/apis/autoscaling/v2", plural: "horizontalpodautoscalers" },
  scaledobjects: { path: "/apis/keda.sh/v1alpha1", plural: "scaledobjects" },
  podmetrics: { path: "/apis/metrics.k8s.io/v1beta1", plural: "pods" },
};

/** Small enough for a page of large pods to stay below the cap of an answer. */
const PAGE = 50;

/** Who has written, in an object's managed fields. */
const MANAGER = "pitcrew";

export const CONTENT_TYPES = {
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  json: "application/json-patch+json",
} as const;

export function pathOfAll(resource: Resource, namespace: string): string {
  const { path, plural } = APIS[resource];
  return `${path}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
}

export function pathOf(resource: Resource, { namespace, name }: Place): string {
  return `${pathOfAll(resource, namespace)}/${encodeURIComponent(name)}`;
}

export function listQuery(choice: Choice, next: string): string {
  const { labels = {}, requirements = [], fields = {} } = choice;
  return queryOf({
    limit: PAGE,
    labelSelector: [...equal(labels), ...requirements.map(termOf)].join(","),
    fieldSelector: equal(fields).join(","),
    continue: next,
  });
}

export function writeQuery(dry: DryRun): string {
  return queryOf({ fieldManager: MANAGER, dryRun: dry === "dry_run" ? "All" : "" });
}

export function logQuery({ container, lines, sinceSeconds }: LogChoice, bytes: number): string {
  return queryOf({
    container,
    tailLines: lines,
    sinceSeconds: sinceSeconds ?? "",
    limitBytes: bytes,
  });
}

export function removalBody({ uid, resourceVersion, graceSeconds }: Removal, dry: DryRun): object {
  return {
    apiVersion: "v1",
    kind: "DeleteOptions",
    preconditions: { uid, ...(resourceVersion !== undefined && { resourceVersion }) },
    ...(graceSeconds !== undefined && { gracePeriodSeconds: graceSeconds }),
    ...(dry === "dry_run" && { dryRun: ["All"] }),
  };
}

const Status = z.looseObject({
  kind: z.literal("Status"),
  reason: z.string().default(""),
  message: z.string().default(""),
});

/** A refusal in the words of the cluster, or of whoever stands before it. */
export function refusalOf(text: string): { readonly reason: string; readonly message: string } {
  try {
    const parsed = Status.safeParse(JSON.parse(text));
    if (parsed.success) return { reason: parsed.data.reason, message: parsed.data.message };
  } catch {
    // A proxy on the way answers in its own words.
  }
  return { reason: "", message: text.slice(0, 500) };
}

function equal(wanted: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
}

function termOf({ key, operator, values }: Requirement): string {
  switch (operator) {
    case "In":
      return `${key} in (${values.join(",")})`;
    case "NotIn":
      return `${key} notin (${values.join(",")})`;
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
  }
}

/** What is empty is left out. */
function queryOf(parts: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(parts).filter(([, value]) => value !== "");
  return new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}
