import type { PagerDutyAccount } from "../../src/integrations/pagerduty/account.ts";
import { createPager } from "../../src/integrations/pagerduty/create-pager.ts";
import type { PagerDutyNeeds } from "../../src/integrations/pagerduty/needs.ts";
import { systemClock } from "../../src/integrations/system/clock.ts";
import type { Pager } from "../../src/ports/pager.ts";
import type { PagerDuty } from "./server.ts";

/** Our pager, as somebody has set it up for this PagerDuty. */
export function pagerFor(
  pagerDuty: PagerDuty,
  needs: Partial<PagerDutyNeeds> = {},
  account: Partial<PagerDutyAccount> = {},
): Pager {
  let requests = 0;
  return createPager({
    account: { ...accountAt(pagerDuty), ...account },
    clock: systemClock,
    chance: () => 0,
    newId: () => `request-${(requests += 1)}`,
    deadlineMs: 10_000,
    ...needs,
  });
}

function accountAt({ host, certificate, account }: PagerDuty): PagerDutyAccount {
  const [service] = account.services.values();
  if (service === undefined) throw new Error("This PagerDuty has no service");
  return {
    hosts: { events: host, api: host },
    certificateAuthority: async () => ({ is: "done", value: certificate }),
    routingKey: async () => ({ is: "done", value: service.routingKey }),
    serviceId: () => ({ is: "done", value: service.id }),
    scheduleId: () => ({ is: "done", value: "PSCHED1" }),
    credentials: async () => ({
      is: "done",
      value: { token: account.token, from: "ada@example.com" },
    }),
  };
}
