import { z } from "zod";

/** Who decides which version of a playbook new runs follow. */
export const PlaybookSettings = z
  .strictObject({
    activation: z
      .enum(["from_files", "second_person"])
      .default("from_files")
      .describe(
        "What the files say is active at once, as their review is enough; or only once somebody else says so.",
      ),
  })
  .prefault({})
  .describe("Which version of a playbook is active.");

export type PlaybookSettings = z.infer<typeof PlaybookSettings>;
