import { events } from "./0001-events.ts";
import { runs } from "./0002-runs.ts";
import { playbooks } from "./0003-playbooks.ts";
import { occurrences } from "./0004-occurrences.ts";
import { undo } from "./0006-undo.ts";
import { runLists } from "./0007-run-lists.ts";
import { quickChain } from "./0010-quick-chain.ts";
import type { Migration } from "./migration.ts";

/** In the order in which they are applied. Only ever added to, at the end. */
export const MIGRATIONS: readonly Migration[] = [
  events,
  runs,
  playbooks,
  occurrences,
  undo,
  runLists,
  quickChain,
];
