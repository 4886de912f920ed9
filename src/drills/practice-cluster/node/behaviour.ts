import type { Container, Pod } from "../objects/pod.ts";

/** A container that is about to run. */
export interface Start {
  readonly pod: Pod;
  readonly container: Container;
  readonly restarts: number;
}

/** What a running container can do later on. */
export interface Process {
  readonly log: (line: string) => void;
  readonly use: (usage: Partial<Usage>) => void;
  readonly setReady: (isReady: boolean) => void;
  readonly exit: (code: number) => void;
}

/** Processors and memory that a container takes, as quantities. */
export interface Usage {
  readonly cpu: string;
  readonly memory: string;
}

/** How a container begins. */
export interface Life {
  readonly usage: Usage;
  /** `never` for one that stalls. */
  readonly readyAfterMs: number | "never";
  /** What it prints first. */
  readonly log: readonly string[];
  /** Called when it has ended, for whatever reason. */
  readonly onEnd?: () => void;
}

/** What programs do in pods; the practice range plugs its workload in here. */
export type Behaviour = (start: Start, process: Process) => Life;

const ANNOTATION = "pitcrew.dev/practice";
const MEMORY = "pitcrew.dev/practice-memory";
const CPU = "pitcrew.dev/practice-cpu";

/**
 * A program that starts, gets ready and works on. Annotations of its pod make it worse:
 * `pitcrew.dev/practice` with `crashes` or `stalls`, `pitcrew.dev/practice-memory` with a quantity.
 */
export const usualBehaviour: Behaviour = ({ pod, container, restarts }, process) => {
  const { annotations = {} } = pod.metadata;
  const trouble = annotations[ANNOTATION];
  if (trouble === "crashes") process.exit(1);
  return {
    usage: { cpu: annotations[CPU] ?? "5m", memory: annotations[MEMORY] ?? "32Mi" },
    readyAfterMs: trouble === "stalls" ? "never" : READY_AFTER_MS,
    log: [`${container.name} starts from ${container.image}, after ${restarts} restarts`],
  };
};

const READY_AFTER_MS = 300;
