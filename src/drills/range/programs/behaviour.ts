import type { Clock } from "../../../ports/clock.ts";
import type { Behaviour, Start } from "../../practice-cluster/node/behaviour.ts";
import type { Board } from "../board/board.ts";
import type { Plant } from "../plant/plant.ts";
import { type Engine, runEngine } from "./engine.ts";
import { runWorker, type Worker } from "./worker.ts";

/** The programs that run in pods of the range, by the names of their pods. */
export interface Programs {
  readonly engines: ReadonlyMap<string, Engine>;
  readonly workers: ReadonlyMap<string, Worker>;
  readonly behaviour: Behaviour;
  /** Which of them dies as soon as it has started, because of what its image holds. */
  readonly broken: Set<string>;
  /** From now on, no worker gives memory back. */
  readonly leak: () => void;
}

export interface ProgramParts {
  readonly plant: Plant;
  readonly board: Board;
  readonly clock: Pick<Clock, "after">;
  readonly pace: number;
}

export const ENGINE = "workflow-engine";
export const WORKERS = "workflow-workers";

export function openPrograms(parts: ProgramParts): Programs {
  const engines = new Map<string, Engine>();
  const workers = new Map<string, Worker>();
  const broken = new Set<string>();
  let isLeaky = false;
  const leaks = (): boolean => isLeaky;

  const behaviour: Behaviour = (start, process) => {
    const { pod, container } = start;
    const { name } = pod.metadata;
    const readyAfterMs = READY_AFTER_MS / parts.pace;
    const life = { usage: { cpu: "50m", memory: "120Mi" }, readyAfterMs };
    if (broken.has(container.image)) {
      process.exit(1);
      return { ...life, log: [`ERROR ${container.image} cannot start`] };
    }
    if (container.name === ENGINE) {
      const living = (): ReadonlySet<string> => new Set(workers.keys());
      engines.set(name, runEngine(name, { ...parts, workers: living, log: process.log }));
      return { ...life, log: [`${name} coordinates`], onEnd: () => void engines.delete(name) };
    }
    if (container.name !== WORKERS) return { ...life, log: [] };
    const { log, use } = process;
    const worker = runWorker(name, {
      ...parts,
      concurrency: concurrencyOf(start),
      leaks,
      log,
      use,
    });
    workers.set(name, worker);
    const onEnd = (): void => {
      worker.stop();
      if (workers.get(name) === worker) workers.delete(name);
    };
    return { ...life, log: [`${name} takes tasks`], onEnd };
  };
  const leak = (): void => {
    isLeaky = true;
  };
  return { engines, workers, behaviour, broken, leak };
}

const READY_AFTER_MS = 5_000;
const USUAL_CONCURRENCY = 4;

function concurrencyOf({ container }: Start): number {
  const set = container.env?.find(({ name }) => name === "WORKER_CONCURRENCY")?.value;
  const wanted = Number(set ?? USUAL_CONCURRENCY);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : USUAL_CONCURRENCY;
}
