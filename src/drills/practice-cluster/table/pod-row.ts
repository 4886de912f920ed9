import type { ContainerStatus, Pod } from "../objects/pod.ts";
import { ageOf } from "./age.ts";
import type { Cell } from "./cell.ts";

export function podRow(pod: Pod, now: number): readonly Cell[] {
  const { metadata, spec, status } = pod;
  const containers = status.containerStatuses ?? [];
  const ready = containers.filter((container) => container.ready).length;
  return [
    metadata.name,
    `${ready}/${spec.containers.length}`,
    shownStatus(pod, containers),
    restarts(containers, now),
    ageOf(metadata.creationTimestamp, now),
    status.podIP ?? "<none>",
    spec.nodeName ?? "<none>",
    "<none>",
    "<none>",
  ];
}

/** The most telling word: what a container waits for or died of, before the phase. */
function shownStatus({ metadata, status }: Pod, containers: readonly ContainerStatus[]): string {
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  const told = containers
    .map(({ state }) => state.waiting?.reason ?? state.terminated?.reason)
    .find((reason) => reason !== undefined);
  return told ?? status.phase;
}

function restarts(containers: readonly ContainerStatus[], now: number): string {
  const sum = containers.reduce((total, { restartCount }) => total + restartCount, 0);
  const last = containers
    .map(({ lastState }) => lastState.terminated?.finishedAt)
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
  return sum === 0 || last === undefined ? String(sum) : `${sum} (${ageOf(last, now)} ago)`;
}
