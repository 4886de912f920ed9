import { randomBytes, randomInt } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../ports/clock.ts";
import type { Served } from "./api/call.ts";
import { EVERYTHING, type Rule } from "./api/authorize.ts";
import { usageOf } from "./api/measured.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { autoscale, type AutoscaleControl } from "./control/autoscale.ts";
import { countBudgets } from "./control/budgets.ts";
import { reconcileDeployment } from "./control/deployments.ts";
import { recordEvents } from "./control/events.ts";
import { collectGarbage } from "./control/garbage.ts";
import { keepReconciled } from "./control/keep-reconciled.ts";
import { reconcileReplicaSet } from "./control/replica-sets.ts";
import { reconcileScaledObject } from "./control/scaled-objects.ts";
import { LETTERS } from "./control/template-hash.ts";
import { furnish, type NodeSize } from "./furnish.ts";
import { type Behaviour, usualBehaviour } from "./node/behaviour.ts";
import { startKubelet } from "./node/kubelet.ts";
import { schedulePods } from "./node/schedule.ts";
import { type Authority, makeAuthority } from "./server/certificate.ts";
import { openFaults } from "./server/faults.ts";
import type { KnownUser } from "./server/identify.ts";
import { writeKubeconfig } from "./server/kubeconfig.ts";
import { listen } from "./server/listen.ts";
import { treat } from "./server/treat.ts";
import { loadState, type SavedState } from "./saved-state.ts";
import { openStore } from "./store/store.ts";

export interface PracticeUser {
  readonly name: string;
  readonly groups?: readonly string[];
  /** What this user may do; nothing beyond. */
  readonly rules: readonly Rule[];
  readonly by?: "token" | "certificate";
}

export interface PracticeOptions {
  readonly clock: Pick<Clock, "now" | "after">;
  /** What programs in pods do. */
  readonly behaviour?: Behaviour;
  /** The first one's kubeconfig is that of the cluster; without any, one who may do everything. */
  readonly users?: readonly PracticeUser[];
  readonly nodes?: readonly NodeSize[];
  readonly namespaces?: readonly string[];
  /** What another cluster saved; its nodes and namespaces take the place of those above. */
  readonly state?: SavedState;
  /** Any free one, unless given. */
  readonly port?: number;
  readonly timing?: Partial<Timing>;
  /** Chance in generated names, as a number below the one that is given. */
  readonly chance?: (below: number) => number;
}

interface Timing {
  /** How long a pod takes to end. */
  readonly stopMs: number;
  /** The first pause of a container that dies again and again. */
  readonly backOffMs: number;
  /** Between two looks of the autoscalers. */
  readonly autoscaleMs: number;
  readonly bookmarkMs: number;
}

const USUAL: Timing = { stopMs: 100, backOffMs: 10_000, autoscaleMs: 15_000, bookmarkMs: 60_000 };
const ADMIN: PracticeUser = { name: "admin", rules: EVERYTHING };

export interface PracticeCluster {
  readonly url: string;
  /** The path of a kubeconfig of the first user. */
  readonly kubeconfig: string;
  readonly kubeconfigOf: (user: string) => string;
  readonly cluster: Cluster;
  readonly stop: () => Promise<void>;
}

/** Starts a cluster that speaks the Kubernetes API on this machine and runs nothing but itself. */
export async function startPracticeCluster(options: PracticeOptions): Promise<PracticeCluster> {
  const { clock, users = [ADMIN], port = 0, chance = randomInt } = options;
  const timing = { ...USUAL, ...options.timing };
  const store = openStore();
  const keeping = { store, now: clock.now, suffix: () => suffix(chance) };
  const say = recordEvents(store, clock.now);
  const metrics = new Map<string, number>();
  const { stopMs, backOffMs } = timing;
  const behaviour = options.behaviour ?? usualBehaviour;
  const kubelet = startKubelet({ store, clock, say, behaviour, stopMs, backOffMs });
  const scaling: AutoscaleControl = {
    keeping,
    say,
    usageOf: (pod, resource) => usageOf({ kubelet }, pod, resource),
    external: (namespace, name) => metrics.get(`${namespace}/${name}`),
  };

  function look(): void {
    collectGarbage(store, clock.now);
    for (const scaled of store.list("scaledobjects")) reconcileScaledObject(scaling, scaled);
    const control = { keeping, say, lookAgainIn: reconciler.lookAgainIn };
    for (const deployment of store.list("deployments")) reconcileDeployment(control, deployment);
    for (const set of store.list("replicasets")) reconcileReplicaSet(control, set);
    schedulePods(store, say, clock.now);
    kubelet.sync();
    countBudgets(store);
  }

  function autoscaleAll(): void {
    for (const scaled of store.list("scaledobjects")) reconcileScaledObject(scaling, scaled);
    for (const autoscaler of store.list("horizontalpodautoscalers")) autoscale(scaling, autoscaler);
  }

  function autoscaleAgain(): void {
    cancelAutoscale = clock.after(timing.autoscaleMs, () => {
      autoscaleAll();
      autoscaleAgain();
    });
  }

  const reconciler = keepReconciled(store, clock, look);
  let cancelAutoscale = () => {};
  autoscaleAgain();
  if (options.state === undefined) furnish(keeping, options);
  else loadState(store, options.state);

  const authority = makeAuthority();
  const faults = openFaults();
  const known = users.map((user) => ({ ...user, token: randomBytes(24).toString("base64url") }));
  const served: Served = { keeping, clock, kubelet, bookmarkMs: timing.bookmarkMs };
  const listening = await listen({
    port,
    identity: authority.forServer(),
    authority: authority.certificate,
    treat: (incoming) => treat({ served, users: known, faults, clock }, incoming),
  });
  const url = `https://127.0.0.1:${listening.port}`;
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-cluster-"));
  const paths = await writeKubeconfigs(folder, url, authority, known);
  const [kubeconfig = ""] = paths.values();

  return {
    url,
    kubeconfig,
    kubeconfigOf: (user) => {
      const path = paths.get(user);
      if (path === undefined) throw new Error(`the practice cluster has no user "${user}"`);
      return path;
    },
    cluster: openCluster({
      keeping,
      kubelet,
      faults,
      metrics,
      autoscaleAll,
      settled: reconciler.settled,
    }),
    stop: async () => {
      cancelAutoscale();
      reconciler.stop();
      kubelet.close();
      await listening.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const SUFFIX_LENGTH = 5;

function suffix(chance: (below: number) => number): string {
  const letters = Array.from({ length: SUFFIX_LENGTH }, () => LETTERS[chance(LETTERS.length)]);
  return letters.join("");
}

async function writeKubeconfigs(
  folder: string,
  url: string,
  authority: Authority,
  users: readonly (KnownUser & PracticeUser)[],
): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const { name, groups = [], token, by = "token" } of users) {
    const path = join(folder, `${paths.size}.kubeconfig`);
    const text = writeKubeconfig({
      url,
      authority: authority.certificate,
      user: name,
      namespace: "default",
      by:
        by === "token" ? { is: by, token } : { is: by, identity: authority.forUser(name, groups) },
    });
    await writeFile(path, text, { mode: 0o600 });
    paths.set(name, path);
  }
  return paths;
}
