import type { Right } from "../../steps/k8s/cluster-kind.ts";

/** One use of a cluster by a playbook. */
export interface ClusterUse {
  readonly connection: string;
  /** Nothing where it comes from data, and is known only when it runs. */
  readonly namespace: string | undefined;
  readonly rights: readonly Right[];
}

export interface Role {
  readonly apiVersion: "rbac.authorization.k8s.io/v1";
  readonly kind: "Role" | "ClusterRole";
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const NAME = "pitcrew";
const CONNECTION = "pitcrew.dev/connection";

/**
 * The least that an account needs for these uses: a role for each namespace of each cluster, and
 * one for the whole cluster where a namespace comes from data. `only` names the namespaces that
 * such data may mean, so that no role has to go further.
 */
export function rolesFor(uses: readonly ClusterUse[], only: readonly string[]): readonly Role[] {
  const places = new Map<string, Place>();
  for (const use of uses) {
    for (const place of placesOf(use, only)) {
      const key = JSON.stringify([place.connection, place.namespace]);
      const rights = [...(places.get(key)?.rights ?? []), ...place.rights];
      places.set(key, { ...place, rights });
    }
  }
  return [...places.values()].toSorted(byPlace).map(roleFor);
}

type Place = ClusterUse;

function placesOf(use: ClusterUse, only: readonly string[]): readonly Place[] {
  if (use.namespace !== undefined) {
    return only.length === 0 || only.includes(use.namespace) ? [use] : [];
  }
  return only.length === 0 ? [use] : only.map((namespace) => ({ ...use, namespace }));
}

function roleFor({ connection, namespace, rights }: Place): Role {
  const annotations = { [CONNECTION]: connection };
  const shared = { apiVersion: "rbac.authorization.k8s.io/v1", rules: rulesOf(rights) } as const;
  return namespace === undefined
    ? { ...shared, kind: "ClusterRole", metadata: { name: NAME, annotations } }
    : { ...shared, kind: "Role", metadata: { name: NAME, namespace, annotations } };
}

function rulesOf(rights: readonly Right[]): readonly Rule[] {
  const verbs = new Map<string, Set<string>>();
  for (const { group, resource, verbs: more } of rights) {
    const key = `${group}/${resource}`;
    verbs.set(key, new Set([...(verbs.get(key) ?? []), ...more]));
  }
  return [...verbs.keys()].toSorted().map((key) => {
    const [group = "", ...resource] = key.split("/");
    return {
      apiGroups: [group],
      resources: [resource.join("/")],
      verbs: [...(verbs.get(key) ?? [])].toSorted(),
    };
  });
}

function byPlace(one: Place, other: Place): number {
  return (
    one.connection.localeCompare(other.connection) ||
    (one.namespace ?? "").localeCompare(other.namespace ?? "")
  );
}
