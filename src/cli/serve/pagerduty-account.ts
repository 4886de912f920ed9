import process from "node:process";
import type { Directory } from "../../config/directory.ts";
import { type ServiceEntry, serviceEntry } from "../../config/directory/service.ts";
import { type PagerDutySettings, pagerDutyHosts } from "../../config/settings/pagerduty.ts";
import type { Known, PagerDutyAccount } from "../../integrations/pagerduty/account.ts";
import type { PagerRefusal } from "../../ports/pager.ts";
import { readReference, readSecret } from "./read-secret.ts";

/** PagerDuty as the directory, the settings and the environment say at the moment of asking. */
export function pagerDutyAccount(
  settings: PagerDutySettings,
  directory: () => Directory | undefined,
): PagerDutyAccount {
  const { certificate_authority: authority } = settings;
  const entryOf = (service: string): ServiceEntry | undefined => {
    const { services = {} } = directory() ?? {};
    const entry = Object.hasOwn(services, service) ? services[service] : undefined;
    return entry === undefined ? undefined : serviceEntry(entry);
  };
  return {
    hosts: pagerDutyHosts(settings),
    certificateAuthority: async () =>
      authority === undefined ? { is: "done", value: undefined } : read(authority, readReference),
    routingKey: async (service) => {
      const entry = entryOf(service);
      if (entry === undefined) return noService(service);
      return secret(entry.routing_key ?? "env:PAGERDUTY_ROUTING_KEY");
    },
    serviceId: (service) => {
      const entry = entryOf(service);
      return entry === undefined ? noService(service) : { is: "done", value: entry.id };
    },
    scheduleId: (schedule) => {
      const { schedules = {} } = directory() ?? {};
      const id = Object.hasOwn(schedules, schedule) ? schedules[schedule] : undefined;
      if (id !== undefined) return { is: "done", value: id };
      return refused("no_such_schedule", `directory.yaml has no schedule "${schedule}"`);
    },
    credentials: async () => {
      const token = await secret("env:PAGERDUTY_API_TOKEN");
      if (token.is !== "done") return token;
      const from = process.env["PAGERDUTY_FROM"] || undefined;
      return { is: "done", value: { token: token.value, from } };
    },
  };
}

function secret(reference: string): Promise<Known<string>> {
  return read(reference, async (one) => (await readSecret(one)).reveal());
}

async function read(
  reference: string,
  from: (reference: string) => Promise<string>,
): Promise<Known<string>> {
  try {
    return { is: "done", value: await from(reference) };
  } catch (error) {
    return refused("not_set_up", error instanceof Error ? error.message : String(error));
  }
}

function noService(service: string): Known<never> {
  return refused("no_such_service", `directory.yaml has no service "${service}"`);
}

function refused(why: PagerRefusal, detail: string): Known<never> {
  return { is: "refused", why, detail };
}
