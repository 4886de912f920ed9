import type { Access } from "../../access/authorize.ts";
import { directoryOf } from "../../access/directory-of.ts";
import type { Settings } from "../../config/settings.ts";
import { openPageDesk } from "../../integrations/postgres/incidents/open-page-desk.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { milliseconds } from "../../model/duration.ts";
import { startPaging } from "../../notify/pages/start-paging.ts";
import { serviceFor } from "../../notify/pages/service-for.ts";
import type { PageDesk } from "../../ports/page-desk.ts";
import type { Pager } from "../../ports/pager.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { ServedDatabase } from "./open-database.ts";
import { openPager } from "./open-pager.ts";
import type { PlaybookLibrary } from "./playbook-library.ts";

export interface PagingOptions {
  readonly database: ServedDatabase;
  readonly store: Pick<RunStore, "get">;
  readonly library: Pick<PlaybookLibrary, "programOf">;
  readonly settings: Settings;
  readonly access: () => Access;
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedPaging {
  readonly desk: PageDesk;
  readonly pager: Pager;
  /** Through which somebody is paged; null for nobody. */
  readonly serviceOf: (to: string) => string | null;
  readonly stop: () => Promise<void>;
}

/** Pages people through PagerDuty, beside everything else that goes on. */
export function openPaging(options: PagingOptions): ServedPaging {
  const { database, store, library, settings, access, warn } = options;
  const directory = () => directoryOf(access());
  const { desk, close } = openPageDesk(database.address, database.onBroken);
  const pager = openPager(settings.pagerduty, directory);
  const { public_url: base } = settings.server;
  const stop = startPaging({
    desk,
    pager,
    runs: store,
    programOf: library.programOf,
    directory,
    defaultService: settings.pagerduty.default_service,
    linkTo: (run) => (base === undefined ? null : `${base}/runs/${run}`),
    chance: Math.random,
    clock,
    silentAfterMs: milliseconds(settings.pagerduty.no_verdict_after),
    onTrouble: (error) => warn("Paging broke off", error),
  });
  return {
    desk,
    pager,
    serviceOf: (to) => serviceFor(to, directory(), settings.pagerduty.default_service),
    stop: async () => {
      await stop();
      await close();
    },
  };
}
