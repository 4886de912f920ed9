import type { Subject } from "../../../src/drills/range/faults/fault.ts";

const ENGINE = "workflow-engine";
const WORKERS = "workflow-workers";
const LOCK = "redis/workflow-redis/workflow:lock:";

/** Which deployment may be changed for which fault; none for all others. */
const DEPLOYMENT: ReadonlyMap<string, string> = new Map([
  ...["engine-down", "engine-release-broken", "bad-dag"].map((fault) => [fault, ENGINE] as const),
  ...[
    "no-workers",
    "queue-connection-lost",
    "workers-down",
    "workers-restarting",
    "large-payloads",
    "too-much-at-once",
    "memory-leak",
    "backlog",
    "backlog-critical",
  ].map((fault) => [fault, WORKERS] as const),
]);

/** Workers that die leave the locks of whatever they worked on, which has to be let go as well. */
const LEAVES_LOCKS: ReadonlySet<string> = new Set([
  "large-payloads",
  "too-much-at-once",
  "memory-leak",
  "workers-restarting",
  "workers-down",
]);

/** Of what was changed, what the fault has nothing to do with: another workflow, another deployment. */
export function strayTargets(
  fault: string,
  subject: Subject,
  targets: readonly string[],
): readonly string[] {
  return targets.filter((target) => {
    if (target.startsWith(LOCK) && LEAVES_LOCKS.has(fault)) return false;
    const workflows = target.match(/wf-[0-9a-f]+/g) ?? [];
    if (workflows.some((id) => id !== subject["workflow_id"])) return true;
    const [cluster, , , , name = ""] = target.split("/");
    if (cluster !== "k8s") return false;
    const allowed = DEPLOYMENT.get(fault);
    return allowed === undefined || !name.startsWith(allowed);
  });
}
