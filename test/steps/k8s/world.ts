import { readFile } from "node:fs/promises";
import { onTestFinished } from "vitest";
import type { PracticeOptions } from "../../../src/drills/practice-cluster/start-practice-cluster.ts";
import { openCluster } from "../../../src/integrations/kubernetes/client.ts";
import type { Cluster, ClusterAnswer } from "../../../src/ports/cluster/cluster.ts";
import type { ClusterNeeds } from "../../../src/steps/k8s/cluster-kind.ts";
import type { Attempt } from "../../../src/steps/step-kind.ts";
import type { LastingWorld } from "../../contract/lasting-effect.ts";
import type { Mood, StepWorld } from "../../contract/step-kind.ts";
import {
  practiceWorld,
  stillWorld,
  type StillWorld,
  web,
  type World,
} from "../../drills/practice-cluster/practice-world.ts";

export const WEB = { connection: "prod", namespace: "shop", deployment: "web" };

export const live = (): AbortSignal => new AbortController().signal;

export const attempt = (key = "r-1/act", number = 1): Attempt => ({
  run: "r-1",
  step: "act",
  key,
  number,
});

export interface ClusterWorld<W extends World = World> {
  readonly practice: W;
  readonly needs: ClusterNeeds;
  /** How many requests have reached the cluster. */
  readonly reached: () => number;
}

/** A practice cluster with deployment `web` in `shop`, whose time stands still. */
export async function clusterWorld(
  options: Partial<PracticeOptions> = {},
  shape: Parameters<typeof web>[0] = {},
): Promise<ClusterWorld<StillWorld>> {
  const practice = await stillWorld(options);
  practice.cluster.apply(web(shape));
  await practice.pass(1_000);
  return { practice, ...needsOf(practice) };
}

/** One by the clock of the machine, which loses its answers if it is told to. */
export async function movingWorld(mood: Mood, shape = {}): Promise<ClusterWorld> {
  const practice = await practiceWorld();
  practice.cluster.apply(web(shape));
  await practice.cluster.settled();
  if (mood === "hangs_up") practice.cluster.breakWith({ is: "answer_lost" });
  return { practice, ...needsOf(practice) };
}

/** One that tells how it stands once everything has come to rest, and in which others meddle. */
export async function lastingWorld(
  state: (practice: World) => unknown,
  other: (practice: World) => unknown,
  arrange: (practice: World) => void = () => undefined,
): Promise<LastingWorld<ClusterNeeds>> {
  const { practice, needs } = await clusterWorld();
  const rest = async (): Promise<void> => {
    for (let round = 0; round < 5; round++) await practice.pass(1_000);
  };
  arrange(practice);
  await rest();
  return {
    needs,
    state: async () => {
      await rest();
      return state(practice);
    },
    meddle: async () => other(practice),
  };
}

export interface Observed {
  readonly received?: (practice: World) => readonly unknown[];
  readonly done?: (practice: World) => readonly unknown[];
}

/** What the shared exercise wants to know of a world. */
export async function observedWorld<Params>(
  params: Params,
  mood: Mood,
  { received, done }: Observed = {},
  shape = {},
): Promise<StepWorld<ClusterNeeds>> {
  const { practice, needs, reached } = await movingWorld(mood, shape);
  return {
    needs,
    received: () => received?.(practice) ?? (reached() === 0 ? [] : [params]),
    done: () => done?.(practice) ?? [],
  };
}

export function needsOf(world: World, user?: string): Pick<ClusterWorld, "needs" | "reached"> {
  const file = user === undefined ? world.kubeconfig : world.kubeconfigOf(user);
  const cluster = openCluster({
    source: { is: "kubeconfig", text: () => readFile(file, "utf8"), file },
  });
  onTestFinished(cluster.close);
  let reached = 0;
  const count = async <T>(asked: Promise<ClusterAnswer<T>>): Promise<ClusterAnswer<T>> => {
    const answer = await asked;
    if (answer.is !== "unreached") reached += 1;
    return answer;
  };
  const counted: Cluster = {
    get: (...asked) => count(cluster.get(...asked)),
    list: (...asked) => count(cluster.list(...asked)),
    create: (...asked) => count(cluster.create(...asked)),
    patch: (...asked) => count(cluster.patch(...asked)),
    remove: (...asked) => count(cluster.remove(...asked)),
    log: (...asked) => count(cluster.log(...asked)),
  };
  return { needs: { cluster: () => counted }, reached: () => reached };
}

export function deploymentIn(world: World, name = "web") {
  const found = world.cluster.get("deployments", name, "shop");
  if (found === undefined) throw new Error(`there is no deployment ${name}`);
  return found;
}

/** Somebody else changes the deployment. */
export function meddle(world: World, shape: Parameters<typeof web>[0]): void {
  world.cluster.apply(web(shape));
}

/** A deployment that has been shop/web:1 and is shop/web:2 now. */
export async function secondRevision() {
  const world = await clusterWorld();
  meddle(world.practice, { image: "shop/web:2" });
  for (let round = 0; round < 5; round++) await world.practice.pass(1_000);
  return world;
}
