import { z } from "zod";
import { PLAYBOOK_NAME } from "../../../playbook/format/playbook.ts";
import { problem } from "../http-problem.ts";
import { readQuery } from "../read-request.ts";
import { VersionsView } from "../views/version-view.ts";
import type { Endpoint } from "./endpoint.ts";

const Query = z.strictObject({
  playbook: z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook").optional(),
  active: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
});

export const listVersions: Endpoint = async (context, { versions }) => {
  const query = readQuery(context, Query);
  if (!query.ok) return problem(context, query.refusal);
  const { playbook, active } = query.value;
  const filter = {
    ...(playbook !== undefined && { playbook }),
    ...(active !== undefined && { isActive: active }),
  };
  const found = await versions(filter);
  if (!found.ok) return problem(context, found.refusal);
  return context.json(VersionsView.parse({ versions: found.value }));
};
