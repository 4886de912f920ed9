import { z } from "zod";
import type { FailedJob, JobFate } from "../../ports/job-queue.ts";

/** What became of the jobs that a step was to move. */
export const JobFates = z.strictObject({
  moved: z
    .array(
      z.strictObject({
        id: z.string().describe("The job's id."),
        failed_at: z.int().describe("When it had failed."),
      }),
    )
    .describe("The jobs that this step has moved."),
  left: z
    .array(
      z.strictObject({
        id: z.string().describe("The job's id."),
        because: z
          .enum(["changed", "gone", "tied", "occupied"])
          .describe(
            "Why it stays: it is no longer failed as it was, it is gone, it is part of a flow, or there is one of this id.",
          ),
      }),
    )
    .describe("The jobs that stay where they are."),
});
export type JobFates = z.infer<typeof JobFates>;

/** The jobs of a step's params, as the port knows them. */
export function failedJobsOf(
  jobs: readonly { readonly id: string; readonly failed_at: number }[],
): readonly FailedJob[] {
  return jobs.map(({ id, failed_at: failedAt }) => ({ id, failedAt }));
}

export function sortFates(jobs: readonly FailedJob[], fates: readonly JobFate[]): JobFates {
  const sorted: JobFates = { moved: [], left: [] };
  for (const [index, { id, failedAt }] of jobs.entries()) {
    const fate = fates[index];
    if (fate === undefined) throw new RangeError(`Nothing was said about the job ${id}`);
    switch (fate) {
      case "as_seen":
      case "moved":
        sorted.moved.push({ id, failed_at: failedAt });
        break;
      case "changed":
      case "gone":
      case "tied":
      case "occupied":
        sorted.left.push({ id, because: fate });
        break;
    }
  }
  return sorted;
}
