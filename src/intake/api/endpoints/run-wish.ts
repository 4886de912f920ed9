import { z } from "zod";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";

/** Params may be texts, as somebody types them; the playbook's types decide what they mean. */
export const RunWish = z.strictObject({
  playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook"),
  params: z.record(z.string().max(200), z.json()).default({}),
});
