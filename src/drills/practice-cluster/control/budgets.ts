import { matches, selectorOf } from "../api/label-selector.ts";
import type { DisruptionBudget } from "../objects/guard.ts";
import { isActive, isReady, type Pod } from "../objects/pod.ts";
import { readShare } from "../objects/share.ts";
import type { Store } from "../store/store.ts";

/** Counts anew how many pods each disruption budget lets go, and how many each quota holds. */
export function countBudgets(store: Store): void {
  for (const budget of store.list("poddisruptionbudgets")) {
    const pods = podsOf(budget, store.list("pods", budget.metadata.namespace));
    const status = { ...budget.status, ...countOne(budget, pods) };
    store.put("poddisruptionbudgets", { ...budget, status });
  }
  for (const quota of store.list("resourcequotas")) {
    const used = { pods: String(store.list("pods", quota.metadata.namespace).length) };
    const status = { ...quota.status, hard: quota.spec.hard, used };
    store.put("resourcequotas", { ...quota, status });
  }
}

/** Only pods that are meant to be there count. */
function podsOf({ spec }: DisruptionBudget, pods: readonly Pod[]): readonly Pod[] {
  const selector = selectorOf(spec.selector ?? {});
  return pods.filter((pod) => isActive(pod) && matches(selector, pod.metadata.labels));
}

function countOne({ spec }: DisruptionBudget, pods: readonly Pod[]) {
  const expectedPods = pods.length;
  const least =
    spec.minAvailable === undefined
      ? expectedPods - (readShare(spec.maxUnavailable ?? 1, expectedPods, "up") ?? 0)
      : (readShare(spec.minAvailable, expectedPods, "up") ?? 0);
  const currentHealthy = pods.filter(isReady).length;
  const desiredHealthy = Math.max(0, least);
  const disruptionsAllowed = Math.max(0, currentHealthy - desiredHealthy);
  return { currentHealthy, desiredHealthy, disruptionsAllowed, expectedPods };
}

/** A budget that does not let this pod go now. */
export function budgetAgainst(store: Store, pod: Pod): DisruptionBudget | undefined {
  countBudgets(store);
  if (!isReady(pod)) return undefined;
  return store
    .list("poddisruptionbudgets", pod.metadata.namespace)
    .filter(({ spec }) => matches(selectorOf(spec.selector ?? {}), pod.metadata.labels))
    .find(({ status }) => status.disruptionsAllowed < 1);
}
