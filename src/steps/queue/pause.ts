import type { StepKind } from "../step-kind.ts";
import { type QueueNeeds, queueTarget, queueWords } from "./queue-params.ts";
import { PauseOutput, PauseParams, planPaused, runPaused, takeBack } from "./set-paused.ts";

export const queuePause: StepKind<PauseParams, PauseOutput, QueueNeeds> = {
  kind: "queue.pause",
  carrier: "step",
  major: 1,
  summary: "Pauses a BullMQ queue: workers finish what they have and begin nothing new.",
  effect: "idempotent",
  params: PauseParams,
  output: PauseOutput,
  timeout: "30s",
  example: { connection: "maestro-queues", queue: "tasks" },
  describe: (params) => `Pause ${queueWords(params)}`,
  targets: (params) => [queueTarget(params)],
  material: ["paused"],
  plan: async (params, needs, signal) => {
    const sentence = `${queuePause.describe(params)}.`;
    return planPaused(params, { isPaused: true, sentence }, needs, signal);
  },
  run: async (params, needs, attempt, signal) => runPaused(params, true, needs, attempt, signal),
  undo: takeBack(true),
};
