import type { Policy } from "../../config/settings/policy.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Mode } from "../../playbook/format/safety.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import { playbookMode } from "../../playbook/playbook-mode.ts";
import type { EffectiveMode } from "../../ports/alerts/match-report.ts";
import { lowest } from "./rungs.ts";

/** How freely a run may act that nobody started: as its playbook, the policy and its past allow. */
export function effectiveMode(
  playbook: Playbook,
  params: JsonObject,
  policy: Policy,
  earned: Mode,
): EffectiveMode {
  const asked = playbookMode(playbook, params);
  const allowed = policyMode(policy, environmentOf(params));
  return { effective: lowest(asked, allowed, earned), asked, policy: allowed, earned };
}

/** Where a run acts; `default` where its params name no environment. */
export function environmentOf({ env }: JsonObject): string {
  return typeof env === "string" ? env : "default";
}

function policyMode(policy: Policy, environment: string): Mode {
  const named = Object.hasOwn(policy, environment) ? policy[environment] : undefined;
  const other = Object.hasOwn(policy, "default") ? policy["default"] : undefined;
  return (named ?? other)?.mode ?? "auto";
}
