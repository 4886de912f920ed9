import { NAMESPACE } from "./manifests.ts";
import type { Range } from "./start-range.ts";

/** Waits until every engine and worker is ready, so that work would flow. */
export async function untilUp({ system }: Pick<Range, "system">): Promise<void> {
  await system.cluster.until(() =>
    system.cluster
      .list("deployments", NAMESPACE)
      .every(({ spec, status }) => status.readyReplicas === spec.replicas),
  );
}
