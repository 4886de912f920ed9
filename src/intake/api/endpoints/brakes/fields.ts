import { z } from "zod";
import type { Scope } from "../../../../ports/switches.ts";
import type { Actor } from "../../../../access/actor.ts";
import { answer } from "../../refusal.ts";
import type { Over } from "../../route/over.ts";

/** Whoever pulls a brake in a hurry may say why later. */
export const reason = z.string().trim().min(1).max(300).default("no reason was given");

export const scope = z
  .string()
  .default("all")
  .refine(isScope, "must be all, team:<name> or playbook:<name>");

function isScope(text: string): text is Scope {
  const [is = "", name = "", ...more] = text.split(":");
  if (text === "all") return true;
  return (is === "team" || is === "playbook") && NAME.test(name) && more.length === 0;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** Who may do it to everything, or to what one team owns. */
export const theScope: Over<{
  readonly body: { readonly scope: Scope };
  readonly actor: Actor;
}> = {
  says: "the team, the playbook, or all of Pitcrew",
  find: async ({ body, actor }, { ownerOfPlaybook }) => {
    const [is, name = ""] = body.scope.split(":");
    if (is === "playbook") return ownerOfPlaybook(name, actor);
    return answer(is === "team" ? name : null);
  },
};
