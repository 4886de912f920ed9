import { z } from "zod";
import {
  type Attempt,
  failed,
  type PlanResult,
  type StepResult,
  succeeded,
  type Undo,
} from "../step-kind.ts";
import { queueFailure } from "./failures.ts";
import { type NamedQueue, type QueueNeeds, queueParams, queueWords } from "./queue-params.ts";

export const PauseParams = z.strictObject(queueParams);
export type PauseParams = z.infer<typeof PauseParams>;

export const PauseOutput = z.strictObject({
  paused: z.boolean().describe("Whether the queue is paused now."),
  was_paused: z.boolean().describe("Whether it was before."),
});
export type PauseOutput = z.infer<typeof PauseOutput>;

export async function planPaused(
  params: NamedQueue,
  { isPaused, sentence }: { readonly isPaused: boolean; readonly sentence: string },
  { queues }: QueueNeeds,
  signal: AbortSignal,
): Promise<PlanResult> {
  const answer = await queues(params.connection).stats(params.queue, signal);
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const { isPaused: before, counts } = answer.value;
  return {
    ok: true,
    plan: {
      before: { paused: before, waiting: counts.waiting, active: counts.active },
      after: { paused: isPaused },
      sentence,
    },
  };
}

export async function runPaused(
  params: NamedQueue,
  isPaused: boolean,
  { queues }: QueueNeeds,
  { key }: Pick<Attempt, "key">,
  signal: AbortSignal,
): Promise<StepResult<PauseOutput>> {
  const answer = await queues(params.connection).setPaused(params.queue, isPaused, key, signal);
  if (answer.is !== "answered") return failed(queueFailure(answer, params));
  const was = answer.value;
  const done = isPaused ? "Paused" : "Resumed";
  const words = queueWords(params);
  const state = isPaused ? "paused" : "running";
  return succeeded(
    { paused: isPaused, was_paused: was },
    was === isPaused ? `${capital(words)} was ${state} already.` : `${done} ${words}.`,
  );
}

/** The other way round, and only while the queue still is as the step has left it. */
export function takeBack(isPaused: boolean): Undo<PauseParams, PauseOutput, QueueNeeds> {
  return {
    is: "possible",
    describe: (params) => `${isPaused ? "Resume" : "Pause"} ${queueWords(params)} again`,
    run: async (params, output, needs, { key }, signal) => {
      const words = queueWords(params);
      if (output.was_paused === isPaused) {
        return succeeded(output, `${capital(words)} stays as it was before.`);
      }
      const undo = { key: `${key}/undo` };
      const result = await runPaused(params, !isPaused, needs, undo, signal);
      if (!result.ok || result.output.was_paused === isPaused) return result;
      return failed({
        code: "E622",
        message: `${capital(words)} is no longer ${isPaused ? "paused" : "running"}, as the step had left it; somebody has changed it since`,
        remedy: "Nothing needs to be taken back; ask who changed it.",
        retry: "never",
      });
    },
  };
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
