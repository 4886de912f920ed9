import type { Directory } from "../../config/directory.ts";
import type { PagerDutySettings } from "../../config/settings/pagerduty.ts";
import type { PagerAnswer } from "../../ports/pager.ts";
import { openPager } from "../serve/open-pager.ts";
import { pagerDutyAccount } from "../serve/pagerduty-account.ts";
import { type Exam, ill, unsure, well } from "./exam.ts";

/** Whether people can be paged, as far as it can be seen without paging anybody. */
export async function examinePagerDuty(
  settings: PagerDutySettings,
  directory: Directory | undefined,
  signal: AbortSignal,
): Promise<readonly Exam[]> {
  const services = Object.keys(directory?.services ?? {});
  if (services.length === 0) return [];
  const account = pagerDutyAccount(settings, () => directory);
  const pager = openPager(settings, () => directory);
  const [first = ""] = services;
  const looked = await pager.look({ service: first, key: "pitcrew/doctor" }, signal);
  const keys = await Promise.all(
    services.map(async (service) => judgeKey(service, await account.routingKey(service))),
  );
  return [judgeToken(looked), ...keys];
}

function judgeToken(answer: PagerAnswer<unknown>): Exam {
  const subject = "pagerduty token";
  switch (answer.is) {
    case "done":
      return well(subject, "PagerDuty answers");
    case "later":
      return ill(subject, answer.detail, "Look at status.pagerduty.com and at the way there.");
    case "refused":
      return ill(
        subject,
        answer.detail,
        "Set PAGERDUTY_API_TOKEN to a key that may read and write incidents, and PAGERDUTY_FROM to a user's address.",
      );
  }
}

/** PagerDuty gives no way to try a key but a page. */
function judgeKey(service: string, key: PagerAnswer<string>): Exam {
  const subject = `pagerduty service ${service}`;
  if (key.is === "done") {
    const say = "It has a routing key; only a page shows whether PagerDuty takes it";
    return well(subject, say);
  }
  return unsure(
    subject,
    key.detail,
    "Set PAGERDUTY_ROUTING_KEY, or routing_key of the service in directory.yaml.",
  );
}
