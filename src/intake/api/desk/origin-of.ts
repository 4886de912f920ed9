import type { Actor } from "../../../access/actor.ts";
import type { Origin } from "../../../engine/approval/origin.ts";
import { policyFor } from "../../../engine/approval/policy.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Desk } from "./desk.ts";

/** Where a run comes from that somebody starts, as far as approvals care. */
export async function originOf(
  actor: Actor,
  pinned: PinnedPlaybook,
  params: JsonObject,
  { library, policy, access }: Pick<Desk, "library" | "policy" | "access">,
): Promise<Omit<Origin, "hash" | "consent">> {
  return {
    requester: actor.person,
    hands: await library.handsOn(pinned),
    policy: policyFor(params, policy, access()),
  };
}
