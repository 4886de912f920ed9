import { z } from "zod";

const Moment = z.int().describe("In milliseconds since 1970.");

/** What steps and checks of a run have read over time. */
export const ChartsView = z.object({
  charts: z
    .array(
      z.object({
        step: z.string(),
        /** Of a `foreach`; 0 without one. */
        item: z.int().min(0),
        title: z.string(),
        sentence: z.string(),
        lines: z
          .array(
            z.object({
              name: z.string(),
              /** Without a value where there was no number. */
              points: z.array(z.object({ at: Moment, value: z.number().optional() })).readonly(),
            }),
          )
          .readonly(),
        /** When steps of the run have changed something. */
        marks: z.array(z.object({ at: Moment, label: z.string() })).readonly(),
      }),
    )
    .readonly(),
  /** How many more there are. */
  left_out: z.int().min(0),
});

export type ChartsView = z.infer<typeof ChartsView>;
