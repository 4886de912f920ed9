import { NAMESPACE } from "../../drills/range/manifests.ts";
import type { Range } from "../../drills/range/start-range.ts";
import { RANGE_CONNECTIONS as NAMES } from "../../drills/scenario/missing-programs.ts";
import type { JsonObject } from "../../model/json.ts";

export interface RangeParts extends Pick<Range, "engineUrl" | "kubeconfig"> {
  /** The file that holds the address of its Redis. */
  readonly redisFile: string | undefined;
  readonly prometheusUrl: string | undefined;
}

const LOCAL = { insecure: true, allow_addresses: ["127.0.0.0/8"] };

/** How playbooks reach a range, by the names that the shipped ones use. */
export function rangeConnections(parts: RangeParts): JsonObject {
  const { engineUrl, kubeconfig, redisFile, prometheusUrl } = parts;
  return {
    [NAMES.engine]: { type: "http", base_url: engineUrl, ...LOCAL },
    [NAMES.cluster]: {
      type: "kubernetes",
      kubeconfig: `file:${kubeconfig}`,
      namespaces: [NAMESPACE],
    },
    ...(redisFile !== undefined && { [NAMES.redis]: { type: "redis", url: `file:${redisFile}` } }),
    ...(prometheusUrl !== undefined && {
      [NAMES.metrics]: { type: "prometheus", base_url: prometheusUrl, ...LOCAL },
    }),
  };
}
