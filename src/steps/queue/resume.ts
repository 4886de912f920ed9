import type { StepKind } from "../step-kind.ts";
import { type QueueNeeds, queueTarget, queueWords } from "./queue-params.ts";
import { PauseOutput, PauseParams, planPaused, runPaused, takeBack } from "./set-paused.ts";

export const queueResume: StepKind<PauseParams, PauseOutput, QueueNeeds> = {
  kind: "queue.resume",
  carrier: "step",
  major: 1,
  summary: "Resumes a BullMQ queue that is paused.",
  effect: "idempotent",
  params: PauseParams,
  output: PauseOutput,
  timeout: "30s",
  example: { connection: "maestro-queues", queue: "tasks" },
  describe: (params) => `Resume ${queueWords(params)}`,
  targets: (params) => [queueTarget(params)],
  material: ["paused"],
  plan: async (params, needs, signal) => {
    const sentence = `${queueResume.describe(params)}.`;
    return planPaused(params, { isPaused: false, sentence }, needs, signal);
  },
  run: async (params, needs, attempt, signal) => runPaused(params, false, needs, attempt, signal),
  undo: takeBack(false),
};
