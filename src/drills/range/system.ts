import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Cluster } from "../practice-cluster/cluster.ts";
import type { Board } from "./board/board.ts";
import { NAMESPACE } from "./manifests.ts";
import { type Definition, Definition as DefinitionForm } from "./plant/definition.ts";
import type { Plant } from "./plant/plant.ts";
import { beginWorkflow, type Workflow } from "./plant/workflow.ts";
import { ENGINE, type Programs, WORKERS } from "./programs/behaviour.ts";

/** All parts of the system together: what its API and its faults act on. */
export interface System {
  readonly plant: Plant;
  readonly board: Board;
  readonly programs: Programs;
  readonly cluster: Cluster;
  /** Comes when every engine and worker has done its part once more, or never will again. */
  readonly nextTurn: () => Promise<void>;
}

/** Names of the pods of a deployment that take requests. */
function readyPods({ cluster }: Pick<System, "cluster">, app: string): readonly string[] {
  return cluster
    .list("pods", NAMESPACE)
    .filter(({ metadata }) => metadata.labels?.["app"] === app && !metadata.deletionTimestamp)
    .filter(({ status }) => status.conditions?.some(isReady))
    .map(({ metadata }) => metadata.name);
}

function isReady({ type, status }: { readonly type: string; readonly status: string }): boolean {
  return type === "Ready" && status === "True";
}

export const readyEngines = (system: Pick<System, "cluster">): readonly string[] =>
  readyPods(system, ENGINE);
export const readyWorkers = (system: Pick<System, "cluster">): readonly string[] =>
  readyPods(system, WORKERS);

/** Keeps another version of a definition, and answers its number. */
export function publish({ plant }: Pick<System, "plant">, definition: Definition): number {
  const before = plant.definitions.get(definition.name) ?? [];
  plant.definitions.set(definition.name, [...before, definition]);
  return before.length + 1;
}

/** Begins a workflow on the version that engines have in their cache, or else the stored one. */
export async function create(system: System, name: string): Promise<Workflow | undefined> {
  const { plant } = system;
  const [engine] = readyEngines(system);
  const known = await cachedOrStored(system, name);
  if (engine === undefined || known === undefined) return undefined;
  const id = `wf-${randomUUID().slice(0, 8)}`;
  const begun = { id, version: known.version, engine, at: plant.now() };
  const workflow = beginWorkflow(begun, known.definition);
  plant.workflows.set(id, workflow);
  return workflow;
}

async function cachedOrStored({ plant, board }: System, name: string) {
  const versions = plant.definitions.get(name) ?? [];
  const cached = await board.cached(name);
  if (cached !== null) return Cached.parse(JSON.parse(cached));
  const definition = versions.at(-1);
  if (definition === undefined) return undefined;
  const known = { version: versions.length, definition };
  await board.cache(name, JSON.stringify(known));
  return known;
}

const Cached = z.object({ version: z.int(), definition: DefinitionForm });

/** Reads all stored definitions into the cache, from a replica that may be behind. */
export async function reload({ plant, board }: System): Promise<void> {
  const behind = plant.replicaLag() > 0 ? 1 : 0;
  for (const [name, versions] of plant.definitions) {
    const version = Math.max(1, versions.length - behind);
    const definition = versions[version - 1];
    if (definition !== undefined) {
      await board.cache(name, JSON.stringify({ version, definition }));
    }
  }
}
