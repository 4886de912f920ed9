import type { Failure } from "../../model/failure.ts";
import type { QueueAnswer } from "../../ports/job-queue.ts";
import { redisFailure } from "../redis/failures.ts";
import { countOfJobs, type NamedQueue, queueWords } from "./queue-params.ts";

export function queueFailure(
  answer: Exclude<QueueAnswer<unknown>, { is: "answered" }>,
  named: NamedQueue,
): Failure {
  if (answer.is !== "no_such_queue") return redisFailure(answer, named.connection);
  return {
    code: "E624",
    message: `There is no queue ${JSON.stringify(named.queue)} under the prefix of ${named.connection}`,
    remedy: "Check the name for typing errors, and prefix and redis of the connection.",
    retry: "never",
  };
}

export function noneMoved(jobs: number, named: NamedQueue): Failure {
  return {
    code: "E625",
    message: `None of ${countOfJobs(jobs)} of ${queueWords(named)} could be moved; each has changed or belongs to a flow`,
    remedy: "List the failed jobs again with queue.jobs.",
    retry: "never",
  };
}
