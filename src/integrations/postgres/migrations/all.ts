import { events } from "./0001-events.ts";
import { runs } from "./0002-runs.ts";
import type { Migration } from "./migration.ts";

/** In the order in which they are applied. Only ever added to, at the end. */
export const MIGRATIONS: readonly Migration[] = [events, runs];
