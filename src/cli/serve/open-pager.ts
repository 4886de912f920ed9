import { randomUUID } from "node:crypto";
import type { Directory } from "../../config/directory.ts";
import type { PagerDutySettings } from "../../config/settings/pagerduty.ts";
import { createPager } from "../../integrations/pagerduty/create-pager.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Pager } from "../../ports/pager.ts";
import { pagerDutyAccount } from "./pagerduty-account.ts";

const DEADLINE_MS = 10_000;

/** Pages through the PagerDuty of the settings, to the services of the directory. */
export function openPager(
  settings: PagerDutySettings,
  directory: () => Directory | undefined,
): Pager {
  return createPager({
    account: pagerDutyAccount(settings, directory),
    clock,
    chance: Math.random,
    newId: randomUUID,
    deadlineMs: DEADLINE_MS,
  });
}
