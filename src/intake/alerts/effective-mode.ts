import type { Policy } from "../../config/settings/policy.ts";
import type { JsonObject } from "../../model/json.ts";
import { type Mode, MODES } from "../../playbook/format/safety.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import { playbookMode } from "../../playbook/playbook-mode.ts";
import type { EffectiveMode } from "../../ports/alerts/match-report.ts";

/** How freely a run may act that nobody started: as its playbook, the policy and its past allow. */
export function effectiveMode(
  playbook: Playbook,
  params: JsonObject,
  policy: Policy,
  earned: Mode,
): EffectiveMode {
  const asked = playbookMode(playbook, params);
  const allowed = policyMode(policy, params["env"]);
  const effective = MODES.find((mode) => [asked, allowed, earned].includes(mode)) ?? "observe";
  return { effective, asked, policy: allowed, earned };
}

function policyMode(policy: Policy, env: JsonObject[string] | undefined): Mode {
  const named = typeof env === "string" && Object.hasOwn(policy, env) ? policy[env] : undefined;
  const other = Object.hasOwn(policy, "default") ? policy["default"] : undefined;
  return (named ?? other)?.mode ?? "auto";
}

/** So many runs of one version in a row have to help before the next may do more. */
const FIXES_TO_RISE = 3;

/**
 * What a version may do by itself, after so many verified fixes in a row. Nothing rises to `auto`
 * on its own: for that, a drill has to be passed and a reviewer to agree.
 */
export function earnedMode(fixes: number): Mode {
  return fixes >= FIXES_TO_RISE ? "approve" : "suggest";
}
