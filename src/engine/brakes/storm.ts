import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";

/** Many targets of one playbook at once have one cause, which it was not written for. */
export function storm(
  playbook: string,
  wanted: ReadonlySet<string>,
  { targets, window }: Budgets["storm"],
): Braked | undefined {
  if (wanted.size < targets) return undefined;
  // How many there are by now is not said: it changes with each of them, and what holds them does not.
  return {
    brake: "storm",
    code: "E350",
    rule: `budgets.storm: ${targets} targets in ${window}`,
    values: { targets, window },
    message: `${playbook} is wanted for ${targets} different targets or more within ${window}, so nothing of it starts by itself`,
    remedy: `Look for the one cause behind them; start the playbook by hand where it surely helps. The storm is over when fewer want it for ${window}.`,
    until: null,
  };
}
