import { z } from "zod";
import { OUTCOMES } from "../../model/outcome.ts";

const time = z.number().min(0).nullable();

/** What is kept of a drill, for people and for programs; fields only ever get added. */
export const Report = z.object({
  format: z.literal(1),
  id: z.string(),
  drill: z.string(),
  summary: z.string(),
  fault: z.string(),
  cause: z.string(),
  began: z.iso.datetime(),
  control: z.boolean(),
  /** Whether every line of the scorecard passed. */
  passed: z.boolean(),
  run: z.uuid().nullable(),
  /** Which playbook was rehearsed, exactly; null when none answered. */
  rehearsed: z
    .object({ playbook: z.string(), version: z.string(), hash: z.string() })
    .nullable()
    .default(null),
  outcome: z.enum(OUTCOMES).nullable(),
  scorecard: z
    .array(z.object({ of: z.string(), passed: z.boolean(), says: z.string() }))
    .readonly(),
  /** In ms. */
  times: z.object({ detect: time, decide: time, act: time, recover: time }),
});

export type Report = z.infer<typeof Report>;

/** Whether it went as it should: a control has to fail. */
export function isGood({ passed, control }: Pick<Report, "passed" | "control">): boolean {
  return passed !== control;
}

/** The scorecard as plain lines, the word DRILL first so that nobody takes it for an incident. */
export function reportLines(report: Report): readonly string[] {
  return [
    `DRILL ${report.drill}: ${verdictOf(report)}`,
    `  ${report.cause}`,
    ...report.scorecard.map(
      ({ of, passed, says }) => `  ${wordOf(passed)}  ${of.padEnd(LABEL_WIDTH)}  ${says}`,
    ),
  ];
}

const LABEL_WIDTH = "playbook".length;

function verdictOf({ passed, control }: Report): string {
  if (!control) return wordOf(passed);
  return passed
    ? "passed, and must not: this drill proves nothing"
    : "failed, as this control must";
}

function wordOf(passed: boolean): string {
  return passed ? "passed" : "failed";
}
