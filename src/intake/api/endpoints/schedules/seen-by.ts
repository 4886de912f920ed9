import type { Actor } from "../../../../access/actor.ts";
import type { MaySee } from "../../desk/schedules.ts";
import type { ApiNeeds } from "../../needs.ts";

/** Who may see a playbook may see its schedules; admins also those of playbooks that there are not. */
export function seenBy(
  actor: Actor,
  { authorize, ownerOfPlaybook }: Pick<ApiNeeds, "authorize" | "ownerOfPlaybook">,
): MaySee {
  return async ({ playbook }) => {
    if (authorize(actor, "administer", null) === undefined) return true;
    return (await ownerOfPlaybook(playbook, actor)).ok;
  };
}
