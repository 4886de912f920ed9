import type { Access } from "../../access/authorize.ts";
import { directoryOf } from "../../access/directory-of.ts";
import type { Settings } from "../../config/settings.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import type { Mount } from "../../intake/http/create-http.ts";
import { createPagerDutyWebhook } from "../../intake/pagerduty/create-pagerduty-webhook.ts";
import { startActing } from "../../intake/pagerduty/start-acting.ts";
import { openPagerEvents } from "../../integrations/postgres/pager-events/open-pager-events.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { ServedDatabase } from "./open-database.ts";
import type { ServedPaging } from "./open-paging.ts";
import { readSecret } from "./read-secret.ts";

export interface PagerDutyWebhookOptions {
  readonly database: ServedDatabase;
  readonly settings: Settings;
  readonly store: Pick<RunStore, "get">;
  readonly access: () => Access;
  readonly paging: Pick<ServedPaging, "desk" | "pager">;
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedPagerDutyWebhook {
  readonly mount: Mount;
  /** From now on it is acted on, through whatever starts runs for everybody else. */
  readonly begin: (start: ApiNeeds["start"]) => void;
  readonly stop: () => Promise<void>;
}

/** Hears what happens in PagerDuty, and acts on it. */
export function openPagerDutyWebhook(options: PagerDutyWebhookOptions): ServedPagerDutyWebhook {
  const { database, settings, store, access, paging, warn } = options;
  const { webhook_secrets: references } = settings.pagerduty;
  const { events, close } = openPagerEvents(database.address, database.onBroken);
  const app = createPagerDutyWebhook({
    secrets: () => secretsBehind(references),
    events,
    onThrown: (error) => warn("A call from PagerDuty broke off", error),
  });
  let stop = async (): Promise<void> => undefined;
  return {
    mount: { path: "/webhooks/pagerduty", app },
    begin: (start) => {
      stop = startActing({
        events,
        desk: paging.desk,
        pager: paging.pager,
        runs: store,
        start,
        directory: () => directoryOf(access()),
        clock,
        onTrouble: (error) => warn("Acting on what PagerDuty told broke off", error),
      });
    },
    stop: async () => {
      await stop();
      await close();
    },
  };
}

/** All or none: with one missing, nobody could tell a forged call from a renewed secret. */
async function secretsBehind(
  references: readonly string[],
): Promise<readonly string[] | undefined> {
  if (references.length === 0) return undefined;
  const read = references.map(async (reference) => (await readSecret(reference)).reveal());
  return Promise.all(read).catch(() => undefined);
}
