import { z } from "zod";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";
import { answer } from "../refusal.ts";
import { someOf } from "../route/over.ts";
import { route } from "../route/route.ts";
import { VersionsView } from "../views/version-view.ts";
import { truth } from "./truth.ts";

export const listVersions = route({
  method: "GET",
  path: "/v1/versions",
  summary: "Lists the versions of playbooks that were published, the newest first.",
  right: "see",
  of: someOf,
  query: z.strictObject({
    playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook").optional(),
    active: truth.optional(),
  }),
  view: VersionsView,
  refuses: ["E311"],
  handle: async ({ query: { playbook, active }, actor }, { versions }) => {
    const filter = {
      ...(playbook !== undefined && { playbook }),
      ...(active !== undefined && { isActive: active }),
    };
    const found = await versions(filter, actor);
    return found.ok ? answer({ versions: found.value }) : found;
  },
});
