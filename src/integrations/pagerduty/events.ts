import { change, event } from "@pagerduty/pdjs";
import type { PagerAnswer } from "../../ports/pager.ts";
import { callOnce, type WireOptions } from "./call.ts";
import { judge } from "./judge.ts";
import { MOST_EVENTS_A_MINUTE } from "./limits.ts";
import type { PagerDutyNeeds } from "./needs.ts";
import { keepPace } from "./pace.ts";
import { persist } from "./persist.ts";
import { type changeBody, readNothing, type triggerBody } from "./wire.ts";

export type EventBody =
  | { readonly is: "event"; readonly data: ReturnType<typeof triggerBody> | FollowUp }
  | { readonly is: "change"; readonly data: ReturnType<typeof changeBody> };

interface FollowUp {
  readonly routing_key: string;
  readonly event_action: "acknowledge" | "resolve";
  readonly dedup_key: string;
}

export type SendEvent = (
  service: string,
  bodyUnder: (routingKey: string) => EventBody,
  signal: AbortSignal,
) => Promise<PagerAnswer<null>>;

const A_MINUTE = 60_000;

/** Sends to the Events API. A repeat does no harm, as every event names what it is about by a key. */
export function eventSender(needs: PagerDutyNeeds): SendEvent {
  const { account, clock } = needs;
  const pace = keepPace(MOST_EVENTS_A_MINUTE, A_MINUTE, clock.monotonic);
  return async (service, bodyUnder, signal) => {
    const key = await account.routingKey(service);
    if (key.is !== "done") return key;
    const authority = await account.certificateAuthority();
    if (authority.is !== "done") return authority;
    const body = bodyUnder(key.value);
    const line = { ...needs, certificateAuthority: authority.value };
    const sendOnce = async (): Promise<PagerAnswer<null>> => {
      const afterMs = pace.pass(key.value);
      if (afterMs > 0) return { is: "later", afterMs, detail: TOO_MANY };
      const send = (options: WireOptions) => post(body, account.hosts.events, options);
      return judge(await callOnce(send, line, signal), readNothing);
    };
    return persist(sendOnce, needs, signal);
  };
}

const TOO_MANY = `${MOST_EVENTS_A_MINUTE} events went out under this key within a minute`;

function post({ is, data }: EventBody, server: string, options: WireOptions) {
  const send = is === "change" ? change : event;
  // The types of pdjs want every body to be that of a trigger; what PagerDuty wants depends.
  return send({ ...options, server, data: data as Parameters<typeof event>[0]["data"] });
}
