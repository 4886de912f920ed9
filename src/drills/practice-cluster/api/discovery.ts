import { apiVersionOf, RESOURCE_TYPES, type ResourceType } from "./resource-types.ts";

/** What the server says of itself before any resource is asked for; undefined: not such a path. */
export function discover(path: string): object | undefined {
  if (path === "/version") return VERSION;
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groups() };
  const [, root, group, version, more] = path.split("/");
  if (root === "api" && group === "v1" && version === undefined) return resourcesOf("", "v1");
  if (root !== "apis" || group === undefined || more !== undefined) return undefined;
  return version === undefined ? describeGroup(group) : resourcesOf(group, version);
}

/** A version that serves both autoscaling/v1 and v2, and both versions of disruption budgets. */
const VERSION = {
  major: "1",
  minor: "24",
  gitVersion: "v1.24.17-pitcrew-practice",
  gitCommit: "0000000000000000000000000000000000000000",
  gitTreeState: "clean",
  buildDate: "2026-01-01T00:00:00Z",
  goVersion: "go1.20",
  compiler: "gc",
  platform: "linux/amd64",
};

function groups(): readonly object[] {
  const names = new Set(RESOURCE_TYPES.map(({ group }) => group).filter((group) => group !== ""));
  return [...names].map((name) => groupNamed(name, versionsOf(name)));
}

function describeGroup(name: string): object | undefined {
  const versions = versionsOf(name);
  if (name === "" || versions.length === 0) return undefined;
  return { kind: "APIGroup", apiVersion: "v1", ...groupNamed(name, versions) };
}

function groupNamed(name: string, versions: readonly string[]) {
  const served = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: served, preferredVersion: served[0] };
}

function versionsOf(name: string): readonly string[] {
  const served = RESOURCE_TYPES.filter(({ group }) => group === name);
  return [...new Set(served.map(({ version }) => version))];
}

function resourcesOf(group: string, version: string): object | undefined {
  const served = RESOURCE_TYPES.filter((type) => type.group === group && type.version === version);
  if (served.length === 0) return undefined;
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: apiVersionOf({ group, version }),
    resources: served.flatMap(entriesOf),
  };
}

function entriesOf(type: ResourceType): readonly object[] {
  const { plural, kind, isNamespaced, verbs, shortNames, categories, subresources } = type;
  const own = {
    name: plural,
    singularName: "",
    namespaced: isNamespaced,
    kind,
    verbs,
    ...(shortNames && { shortNames }),
    ...(categories && { categories }),
  };
  const below = subresources.map((sub) => ({
    name: `${plural}/${sub.name}`,
    singularName: "",
    namespaced: isNamespaced,
    ...(sub.group && { group: sub.group, version: sub.version }),
    kind: sub.kind,
    verbs: sub.verbs,
  }));
  return [own, ...below];
}
