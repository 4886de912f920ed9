import type { Access } from "../../access/authorize.ts";
import type { Policy as PolicySettings } from "../../config/settings/policy.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Policy } from "../../model/approval.ts";

/** What holds for approvals of a run with these params, as `pitcrew.yaml` says now. */
export function policyFor(params: JsonObject, settings: PolicySettings, access: Access): Policy {
  const { env } = params;
  const environment = typeof env === "string" && Object.hasOwn(settings, env) ? env : "default";
  if (access.is === "solo") return { environment, selfApproval: "solo" };
  const own = Object.hasOwn(settings, environment) ? settings[environment] : undefined;
  return { environment, selfApproval: own?.self_approval ?? "never" };
}
