import type { Directory } from "../../config/directory.ts";

const PAGERDUTY = "pagerduty/";
const CHAT = "slack/";

/**
 * The service through which somebody is paged; null when it names none, so that the chat alone
 * tells it. A team without a service, and an alert that belongs to no team, go to the one that is
 * left for such.
 */
export function serviceFor(
  to: string | null,
  directory: Directory | undefined,
  byDefault: string | undefined,
): string | null {
  if (to === null) return byDefault ?? null;
  if (to.startsWith(PAGERDUTY)) return to.slice(PAGERDUTY.length);
  if (to.startsWith(CHAT)) return null;
  const { teams = {} } = directory ?? {};
  const team = Object.hasOwn(teams, to) ? teams[to] : undefined;
  return team?.service ?? byDefault ?? null;
}
