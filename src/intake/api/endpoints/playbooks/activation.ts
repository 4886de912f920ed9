import { z } from "zod";
import { PLAYBOOK_NAME } from "../../../../playbook/format/playbook.ts";
import { answer } from "../../refusal.ts";
import { type Over, pitcrew } from "../../route/over.ts";
import type { Asked } from "../../route/asked.ts";
import { type Route, route } from "../../route/route.ts";
import { ActivationView, ReloadView } from "../../views/activation-view.ts";

const playbook = z.string().regex(PLAYBOOK_NAME, "must be the name of a playbook");
const version = z.string().min(1).max(100);

/** Also of a playbook of which no version is active yet. */
const anyVersion: Over<Asked<unknown, unknown, { readonly playbook: string }>> = {
  says: "the playbook",
  find: ({ body, actor }, { activation }) => activation.ownerOf(body.playbook, actor),
};

export const reload = route({
  method: "POST",
  path: "/v1/playbooks/reload",
  summary: "Reads the playbook files again. One with errors never replaces a version that works.",
  right: "publish",
  of: pitcrew,
  body: z.strictObject({}),
  view: ReloadView,
  again: "The files are read again.",
  handle: async ({ actor }, { activation }) => answer(await activation.reload(actor)),
});

export const activate = route({
  method: "POST",
  path: "/v1/playbooks/activate",
  summary: "Lets new runs follow a version that somebody else has published.",
  right: "publish",
  of: anyVersion,
  body: z.strictObject({ playbook, version }),
  view: ActivationView,
  refuses: ["E561", "E562", "E563"],
  again: "It is active already, and nothing changes.",
  handle: ({ body, actor }, { activation }) => activation.activate(body, actor),
});

export const rollBack = route({
  method: "POST",
  path: "/v1/playbooks/rollback",
  summary: "Lets new runs follow the version before, and pins it.",
  right: "publish",
  of: anyVersion,
  body: z.strictObject({ playbook }),
  view: ActivationView,
  refuses: ["E561", "E565"],
  again: "The second time, it goes back to where it was.",
  handle: ({ body, actor }, { activation }) => activation.rollBack(body.playbook, actor),
});

export const pin = route({
  method: "POST",
  path: "/v1/playbooks/pin",
  summary: "Keeps a playbook at a version, whatever the files say.",
  right: "publish",
  of: anyVersion,
  body: z.strictObject({ playbook, version: version.optional() }),
  view: ActivationView,
  refuses: ["E561"],
  again: "It is pinned already, and nothing changes.",
  handle: ({ body, actor }, { activation }) => activation.pin(body, actor),
});

export const unpin = route({
  method: "POST",
  path: "/v1/playbooks/unpin",
  summary: "Lets a playbook follow the files again, from the next reload on.",
  right: "publish",
  of: anyVersion,
  body: z.strictObject({ playbook }),
  view: ActivationView,
  refuses: ["E561", "E564"],
  again: "The second time, there is nothing to do, and it says so.",
  handle: ({ body, actor }, { activation }) => activation.unpin(body.playbook, actor),
});

/** Everything about which version is active. */
export const ACTIVATION_ROUTES: readonly Route[] = [reload, activate, rollBack, pin, unpin];
