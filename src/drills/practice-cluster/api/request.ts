import { findType, type ResourceType } from "./resource-types.ts";

export type ReadVerb = "get" | "list" | "watch";
export type Verb = ReadVerb | "create" | "update" | "patch" | "delete" | "deletecollection";

/** What a request asks of which object, as path and method say it. */
export interface Asked {
  readonly verb: Verb;
  readonly type: ResourceType;
  readonly subresource: string | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly query: URLSearchParams;
}

export type Read =
  | { readonly is: "asked"; readonly asked: Asked }
  | { readonly is: "nowhere" }
  | { readonly is: "method_not_allowed" };

/** Finds the resource of a path, and what is to be done with it. */
export function readRequest(method: string, url: URL): Read {
  const place = placeOf(url.pathname);
  if (place === undefined) return { is: "nowhere" };
  const { type, subresource, name } = place;
  const verb = verbOf(method, name !== undefined, url.searchParams);
  const below = type.subresources.find((sub) => sub.name === subresource);
  if (subresource !== undefined && below === undefined) return { is: "nowhere" };
  const verbs = below?.verbs ?? type.verbs;
  if (verb === undefined || !verbs.includes(verb)) return { is: "method_not_allowed" };
  // Something is made in a namespace, not across them.
  const isAcross = type.isNamespaced && place.namespace === undefined;
  if (isAcross && verb !== "list" && verb !== "watch") return { is: "method_not_allowed" };
  return { is: "asked", asked: { ...place, verb, query: url.searchParams } };
}

type Place = Pick<Asked, "type" | "subresource" | "namespace" | "name">;

function placeOf(path: string): Place | undefined {
  const parts = path.split("/").slice(1).map(decode);
  if (parts.some((part) => part === undefined || part === "")) return undefined;
  const [root, ...rest] = parts.filter((part) => part !== undefined);
  const group = root === "apis" ? rest.shift() : root === "api" ? "" : undefined;
  const version = rest.shift();
  if (group === undefined || version === undefined) return undefined;
  const namespace = rest[0] === "namespaces" && rest.length > 2 ? rest[1] : undefined;
  const [plural = "", name, subresource, ...more] = namespace === undefined ? rest : rest.slice(2);
  const type = findType(group, version, plural);
  if (type === undefined || more.length > 0) return undefined;
  if (namespace !== undefined && !type.isNamespaced) return undefined;
  return { type, namespace, name, subresource };
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function verbOf(method: string, isNamed: boolean, query: URLSearchParams): Verb | undefined {
  switch (method) {
    case "GET":
    case "HEAD":
      if (isTrue(query.get("watch"))) return "watch";
      return isNamed ? "get" : "list";
    case "POST":
      return "create";
    case "PUT":
      return isNamed ? "update" : undefined;
    case "PATCH":
      return isNamed ? "patch" : undefined;
    case "DELETE":
      return isNamed ? "delete" : "deletecollection";
  }
  return undefined;
}

export function isTrue(text: string | null): boolean {
  return text === "true" || text === "1";
}
