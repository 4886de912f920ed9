import { openBrakes } from "../../integrations/postgres/store/brakes/open-brakes.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Starts } from "../../ports/starts.ts";
import type { Switches } from "../../ports/switches.ts";
import type { Remarks, ServedDatabase } from "./open-database.ts";
import { watchFreezeFile } from "./watch-freeze-file.ts";

export interface Braking {
  readonly switches: Switches;
  readonly starts: Starts;
  readonly stop: () => Promise<void>;
}

export interface BrakingOptions extends Remarks {
  readonly dataDir: string;
  readonly database: ServedDatabase;
}

/** What people hold back with, before anything can be carried out. */
export async function openBraking(options: BrakingOptions): Promise<Braking> {
  const { dataDir, database, warn } = options;
  const { switches, starts, close } = openBrakes(database.address, database.onBroken);
  const stopWatching = await watchFreezeFile({ dataDir, switches, clock, warn });
  return {
    switches,
    starts,
    stop: async () => {
      stopWatching();
      await close();
    },
  };
}
