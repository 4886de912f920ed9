import type { Asked } from "./request.ts";
import { type About, detailsOf, nameOf, type Refusal, refuse } from "./status.ts";

/** A rule of a role: what it allows, in one namespace or, without one, in all of them. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly namespace?: string;
}

export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly rules: readonly Rule[];
}

/** What an access review asks about, and every request must be allowed. */
export interface Attempt {
  readonly verb: string;
  readonly group: string;
  /** `pods` or `pods/log`. */
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

export const EVERYTHING: readonly Rule[] = [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }];

export function attemptOf({ verb, type, subresource, namespace, name }: Asked): Attempt {
  const resource = subresource === undefined ? type.plural : `${type.plural}/${subresource}`;
  return { verb, group: type.group, resource, namespace, name };
}

/** Nothing is allowed that no rule names. */
export function isAllowed({ rules }: User, attempt: Attempt): boolean {
  return rules.some((rule) => {
    const names = rule.resourceNames ?? [];
    return (
      has(rule.verbs, attempt.verb) &&
      has(rule.apiGroups, attempt.group) &&
      has(rule.resources, attempt.resource) &&
      (names.length === 0 || (attempt.name !== undefined && names.includes(attempt.name))) &&
      (rule.namespace === undefined || rule.namespace === attempt.namespace)
    );
  });
}

function has(allowed: readonly string[], wanted: string): boolean {
  return allowed.includes("*") || allowed.includes(wanted);
}

export function forbid(user: User, { verb, group, resource, namespace, name }: Attempt): Refusal {
  const [plural = resource] = resource.split("/");
  const about: About = { group, plural };
  const where =
    namespace === undefined ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const which = name === undefined ? nameOf(about) : `${nameOf(about)} "${name}"`;
  const what = `cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
  const message = `${which} is forbidden: User "${user.name}" ${what}`;
  return refuse(403, "Forbidden", message, detailsOf(about, name ?? ""));
}
