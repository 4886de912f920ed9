import { setTimeout as pass } from "node:timers/promises";
import { type Job, Worker } from "bullmq";

/**
 * Takes a breath when Redis refuses to hand out a job.
 *
 * BullMQ itself asks again at once: a key of the wrong type, or a Redis without memory, would
 * keep the whole process busy.
 */
export class PatientWorker extends Worker<unknown> {
  protected override async moveToActive(token: string, name?: string): Promise<Job<unknown>> {
    try {
      return await super.moveToActive(token, name);
    } catch (error) {
      await pass(BREATH_MS, undefined, { ref: false });
      throw error;
    }
  }
}

const BREATH_MS = 1_000;
