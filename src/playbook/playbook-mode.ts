import type { JsonObject } from "../model/json.ts";
import type { Playbook } from "./format/playbook.ts";
import type { Mode } from "./format/safety.ts";

/**
 * How freely the playbook itself wants to act for these params. An environment that it does not
 * name is one its author did not think of, so it may only look.
 */
export function playbookMode({ safety }: Playbook, params: JsonObject): Mode {
  if (safety === undefined) return "auto"; // it changes nothing, or the checker would ask for one
  const { mode } = safety;
  if (typeof mode === "string") return mode;
  const env = params["env"];
  const named = typeof env === "string" && Object.hasOwn(mode, env) ? mode[env] : undefined;
  return named ?? (Object.hasOwn(mode, "default") ? mode["default"] : undefined) ?? "observe";
}
