import { join, resolve } from "node:path";
import type { Settings } from "../../config/settings.ts";
import { keptFor } from "../../engine/housekeeping/kept.ts";
import { sweep } from "../../engine/housekeeping/sweep.ts";
import { type HousekeepingDesk, openHousekeepingDesk } from "../../intake/api/desk/housekeeping.ts";
import { archiveFolder } from "../../integrations/archive-folder/client.ts";
import { openHousekeeping as openStore } from "../../integrations/postgres/upkeep/open-housekeeping.ts";
import type { Removed } from "../../ports/housekeeping.ts";
import type { Measures } from "../../ports/measures.ts";
import type { Author } from "../../ports/playbook-store.ts";
import type { Chore } from "../../schedule/schedule.ts";
import type { ServedDatabase } from "./open-database.ts";

export interface HousekeepingOptions {
  readonly database: ServedDatabase;
  readonly dataDir: string;
  readonly settings: Settings;
  readonly measures: Pick<Measures, "removed">;
}

export interface ServedHousekeeping {
  readonly desk: HousekeepingDesk;
  readonly chore: Chore;
  readonly stop: () => Promise<void>;
}

/** No schedule of pitcrew.yaml can have this name. */
const NAME = "pitcrew:housekeeping";
const ITSELF: Author = { actor: "pitcrew", surface: "schedule" };

/** Sees to it that nothing is kept for longer than `retention` of pitcrew.yaml says. */
export function openHousekeeping(options: HousekeepingOptions): ServedHousekeeping {
  const { database, settings, measures } = options;
  const { store, close } = openStore(database.address, database.onBroken);
  const kept = keptFor(settings.retention);
  const folder = folderOf(options);
  const archive = folder === null ? undefined : archiveFolder(folder);
  const stopping = new AbortController();

  async function begin(author: Author): Promise<Removed | undefined> {
    const removed = await sweep(kept, { store, archive }, author, stopping.signal);
    if (removed !== undefined) measures.removed(removed);
    return removed;
  }

  // The lock keeps other processes away, and not this one, which has it.
  let going: Promise<Removed | undefined> | undefined;
  const sweepOnce = (author: Author): Promise<Removed | undefined> => {
    going ??= begin(author).finally(() => {
      going = undefined;
    });
    return going;
  };

  return {
    desk: openHousekeepingDesk({ kept, store, archive: folder, sweep: sweepOnce }),
    chore: {
      name: NAME,
      cron: settings.retention.cron,
      timeZone: "UTC",
      jitterMs: 0,
      work: async () => {
        await sweepOnce(ITSELF);
      },
    },
    stop: async () => {
      stopping.abort();
      await going?.catch(() => undefined);
      await close();
    },
  };
}

/** A data directory that holds the database lasts as long as it does. */
function folderOf({ database, dataDir, settings }: HousekeepingOptions): string | null {
  const { archive } = settings.retention;
  if (archive !== undefined) return archive;
  return database.isOwn ? resolve(join(dataDir, "archive")) : null;
}
