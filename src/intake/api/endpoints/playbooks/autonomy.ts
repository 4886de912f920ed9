import { z } from "zod";
import { NAME_PATTERN } from "../../../../model/fields.ts";
import { PLAYBOOK_NAME } from "../../../../playbook/format/playbook.ts";
import { thePlaybook, thisPlaybook } from "../../route/over.ts";
import { type Route, route } from "../../route/route.ts";
import { AutonomyView, PlaybookAutonomyView } from "../../views/autonomy-view.ts";

const playbook = z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook");
const environment = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, "must be an environment's name")
  .default("default");

export const showPlaybook = route({
  method: "GET",
  path: "/v1/playbooks/:playbook",
  summary: "Shows a playbook, and how freely its active version may act in each environment.",
  right: "see",
  of: thisPlaybook,
  view: PlaybookAutonomyView,
  refuses: ["E311"],
  handle: ({ params, actor }, { autonomy }) => autonomy.show(params.playbook, actor),
});

export const trust = route({
  method: "POST",
  path: "/v1/playbooks/trust",
  summary: "Lets the active version act alone in an environment, once it has shown enough.",
  right: "publish",
  of: thePlaybook,
  body: z.strictObject({ playbook, environment }),
  view: AutonomyView,
  refuses: ["E311", "E320", "E326", "E327"],
  again: "It acts alone already, and nothing changes.",
  handle: ({ body, actor }, { autonomy }) => autonomy.trust(body, actor),
});

export const demote = route({
  method: "POST",
  path: "/v1/playbooks/demote",
  summary: "Takes a rung back that the active version has earned in an environment.",
  right: "publish",
  of: thePlaybook,
  body: z.strictObject({
    playbook,
    environment,
    reason: z.string().trim().min(1).max(300),
  }),
  view: AutonomyView,
  refuses: ["E311", "E328"],
  again: "Each time, one rung is taken back.",
  handle: ({ body, actor }, { autonomy }) => autonomy.demote(body, actor),
});

const drilled = route({
  method: "POST",
  path: "/v1/playbooks/drilled",
  summary: "Says what a drill has shown about the active version.",
  right: "publish",
  of: thePlaybook,
  body: z.strictObject({
    playbook,
    hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be the hash of a version"),
    drill: z.string().regex(NAME_PATTERN, "must be the name of a drill"),
    passed: z.boolean(),
  }),
  view: PlaybookAutonomyView,
  refuses: ["E311", "E583"],
  again: "It counts once more, as another drill would.",
  handle: ({ body, actor }, { autonomy }) => autonomy.drilled(body, actor),
});

/** What a version has earned, and what people make of that. */
export const AUTONOMY_ROUTES: readonly Route[] = [showPlaybook, trust, demote, drilled];
