import { z } from "zod";
import { REMOVABLE } from "../../../ports/housekeeping.ts";

const What = z.enum(["runs", ...REMOVABLE]);

/** What was removed, by what it is; what is not named was left as it is. */
const RemovedView = z.partialRecord(What, z.int());

/** How long everything is kept, and what would be removed now. */
export const UpkeepView = z.object({
  kept: z
    .array(
      z.object({
        what: What,
        keep: z.string(),
        why: z.string(),
        /** What is past its time; more than 10,000 are not counted. */
        past: z.int(),
      }),
    )
    .readonly(),
  /** Where the record of runs goes before it is removed; null where no run is removed. */
  archive: z.string().nullable(),
  last: z.object({ at: z.iso.datetime(), by: z.string(), removed: RemovedView }).nullable(),
});

export type UpkeepView = z.infer<typeof UpkeepView>;

export const SweptView = z.object({ removed: RemovedView });

export type SweptView = z.infer<typeof SweptView>;
