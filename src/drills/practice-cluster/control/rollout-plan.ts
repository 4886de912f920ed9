import type { Deployment } from "../objects/deployment.ts";
import { readShare } from "../objects/share.ts";

/** A replica set, as far as a rollout looks at it. */
export interface SetSize {
  readonly name: string;
  readonly wanted: number;
  readonly available: number;
  /** Pods that are still there, wanted or not. */
  readonly there: number;
}

export interface Rollout {
  readonly replicas: number;
  readonly strategy: Deployment["spec"]["strategy"];
  readonly isPaused: boolean;
  readonly current: SetSize;
  /** Those of earlier templates, the oldest first. */
  readonly old: readonly SetSize[];
}

export interface Resize {
  readonly name: string;
  readonly to: number;
}

/** The next sizes on the way to the current template; none when there is nothing to do yet. */
export function planRollout(rollout: Rollout): readonly Resize[] {
  const { replicas, current, old, strategy, isPaused } = rollout;
  const active = old.filter(({ wanted }) => wanted > 0);
  if (active.length === 0) return resize(current, replicas);
  if (isPaused) return resizeLargest(rollout, [current, ...active]);
  if (strategy.type === "Recreate") {
    const off = active.map(({ name }) => ({ name, to: 0 }));
    return off.length > 0 ? off : waitForEnd(rollout);
  }
  const up = growCurrent(rollout);
  return up.length > 0 ? up : shrinkOld(rollout, active);
}

/** With old pods on their way out, a new one of a Recreate deployment has to wait. */
function waitForEnd({ old, current, replicas }: Rollout): readonly Resize[] {
  return old.some(({ there }) => there > 0) ? [] : resize(current, replicas);
}

export function limitsOf({ replicas, strategy }: Pick<Rollout, "replicas" | "strategy">) {
  const { maxSurge = "25%", maxUnavailable = "25%" } = strategy.rollingUpdate ?? {};
  const surge = readShare(maxSurge, replicas, "up") ?? 0;
  const unavailable = readShare(maxUnavailable, replicas, "down") ?? 0;
  // With both at nothing, as small percentages can make them, nothing could ever move.
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function growCurrent(rollout: Rollout): readonly Resize[] {
  const { replicas, current, old } = rollout;
  if (current.wanted > replicas) return resize(current, replicas);
  const room = replicas + limitsOf(rollout).surge - sum([current, ...old], "wanted");
  const more = Math.min(Math.max(0, room), replicas - current.wanted);
  return resize(current, current.wanted + more);
}

/** Old pods go once others are available; those that are not available themselves go first. */
function shrinkOld(rollout: Rollout, active: readonly SetSize[]): readonly Resize[] {
  const { replicas, current, old } = rollout;
  const least = replicas - limitsOf(rollout).unavailable;
  const all = sum([current, ...old], "wanted");
  let spare = all - least - (current.wanted - current.available);
  if (spare <= 0) return [];
  const sizes = new Map(active.map(({ name, wanted }) => [name, wanted]));
  for (const { name, wanted, available } of active) {
    const cut = Math.min(spare, wanted - Math.min(available, wanted));
    sizes.set(name, wanted - cut);
    spare -= cut;
  }
  let expendable = Math.min(spare, sum([current, ...old], "available") - least);
  for (const { name } of active) {
    const size = sizes.get(name) ?? 0;
    const cut = Math.min(Math.max(0, expendable), size);
    sizes.set(name, size - cut);
    expendable -= cut;
  }
  return active.flatMap((set) => resize(set, sizes.get(set.name) ?? set.wanted));
}

/** A paused rollout is still scaled, through its largest part. */
function resizeLargest({ replicas }: Rollout, sets: readonly SetSize[]): readonly Resize[] {
  const [largest] = sets.toSorted((a, b) => b.wanted - a.wanted);
  if (largest === undefined) return [];
  return resize(largest, Math.max(0, largest.wanted + replicas - sum(sets, "wanted")));
}

function resize({ name, wanted }: SetSize, to: number): readonly Resize[] {
  return wanted === to ? [] : [{ name, to }];
}

function sum(sets: readonly SetSize[], what: "wanted" | "available"): number {
  return sets.reduce((total, set) => total + set[what], 0);
}
