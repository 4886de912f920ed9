import { z } from "zod";
import type { Subject } from "../range/faults/fault.ts";
import { NAMESPACE } from "../range/manifests.ts";
import type { WorkflowState } from "../range/plant/workflow.ts";
import { ENGINE, WORKERS } from "../range/programs/behaviour.ts";
import { readyEngines, readyWorkers, type System } from "../range/system.ts";

/** What is seen on the range itself of a fault, whatever anybody says about it. */
export interface Signs {
  /** Whether people would have noticed by now; nobody is told before. */
  readonly shows: Look;
  /** Whether the work flows as it should; null where nothing quick mends it. */
  readonly isMended: Look | null;
}

type Look = (system: System, subject: Subject) => boolean | Promise<boolean>;

const pending = isWorkflow("pending");
const completed = isWorkflow("completed");
const failed = isWorkflow("failed");

/** By the names of the faults. */
export const SIGNS: ReadonlyMap<string, Signs> = new Map<string, Signs>([
  ["no-workers", { shows: noHeartbeat, isMended: completed }],
  ["queue-connection-lost", { shows: pending, isMended: completed }],
  ["task-not-readable", { shows: pending, isMended: completed }],
  ["slow-downstream", { shows: failed, isMended: null }],
  ["timeout-too-low", { shows: failed, isMended: completed }],
  ["long-calls", { shows: completed, isMended: null }],
  ["bad-dag", { shows: pending, isMended: isWorkflow("cancelled") }],
  ["contention", { shows: pending, isMended: null }],
  ["lock-not-released", { shows: pending, isMended: completed }],
  ["large-payloads", { shows: isOutOfMemory, isMended: staysInMemory }],
  ["memory-leak", { shows: isOutOfMemory, isMended: null }],
  ["too-much-at-once", { shows: isOutOfMemory, isMended: staysInMemory }],
  ["updated-mid-run", { shows: runsOnAnother, isMended: isPinned }],
  ["stale-cache", { shows: isStale, isMended: not(isStale) }],
  ["replication-lag", { shows: isStale, isMended: not(isStale) }],
  ["engine-down", { shows: noEngine, isMended: not(noEngine) }],
  ["engine-release-broken", { shows: isStuck, isMended: not(noEngine) }],
  ["workers-down", { shows: noWorker, isMended: not(noWorker) }],
  ["workers-restarting", { shows: restartsOften, isMended: null }],
  ["backlog", { shows: moreThan(100), isMended: not(moreThan(100)) }],
  ["backlog-critical", { shows: moreThan(1_000), isMended: not(moreThan(100)) }],
  ["workflows-fail", { shows: allHaveEnded, isMended: null }],
]);

function not(look: Look): Look {
  return async (system, subject) => !(await look(system, subject));
}

function isWorkflow(state: WorkflowState): Look {
  return (system, subject) => workflowOf(system, subject)?.state === state;
}

function workflowOf({ plant }: System, subject: Subject) {
  return plant.workflows.get(subject["workflow_id"] ?? "");
}

/** A worker that hangs is believed to live until its last heartbeat is over. */
async function noHeartbeat({ programs, board }: System): Promise<boolean> {
  const alive = await Promise.all([...programs.workers.keys()].map(board.isAlive));
  return !alive.includes(true);
}

function noEngine(system: System): boolean {
  return readyEngines(system).length === 0;
}

function noWorker(system: System): boolean {
  return readyWorkers(system).length === 0;
}

/** The cluster itself has given up on the release. */
function isStuck({ cluster }: System): boolean {
  const { conditions = [] } = cluster.get("deployments", ENGINE, NAMESPACE)?.status ?? {};
  return conditions.some(({ type, status }) => type === "Progressing" && status === "False");
}

function moreThan(tasks: number): Look {
  return async ({ board }) => (await board.depth()) > tasks;
}

function allHaveEnded({ plant }: System): boolean {
  return plant.counts.ended === plant.workflows.size;
}

const workerContainers = ({ cluster }: System) =>
  cluster.containers({ namespace: NAMESPACE, selector: `app=${WORKERS}` });

function isOutOfMemory(system: System): boolean {
  return workerContainers(system).some(
    (container) => container.seen().lastState.terminated?.reason === "OOMKilled",
  );
}

/** All workers are there, and none of them has died of it so far. */
function staysInMemory(system: System): boolean {
  const workers = system.cluster.get("deployments", WORKERS, NAMESPACE);
  if (workers === undefined) return false;
  const { updatedReplicas, readyReplicas } = workers.status;
  const { replicas } = workers.spec;
  return updatedReplicas === replicas && readyReplicas === replicas && !isOutOfMemory(system);
}

function restartsOften(system: System): boolean {
  return workerContainers(system).some((container) => container.seen().restarts > OFTEN);
}

const OFTEN = 3;

function runsOnAnother(system: System, subject: Subject): boolean {
  const workflow = workflowOf(system, subject);
  return workflow !== undefined && workflow.version !== storedOf(system, workflow.definition.name);
}

function isPinned(system: System, subject: Subject): boolean {
  const workflow = workflowOf(system, subject);
  return workflow !== undefined && workflow.pinned === workflow.version;
}

async function isStale(system: System, subject: Subject): Promise<boolean> {
  const name = workflowOf(system, subject)?.definition.name ?? "";
  const cached = Cached.safeParse(JSON.parse((await system.board.cached(name)) ?? "null"));
  return cached.success && cached.data.version < storedOf(system, name);
}

const Cached = z.object({ version: z.int() });

function storedOf({ plant }: System, name: string): number {
  return plant.definitions.get(name)?.length ?? 0;
}
