import { events } from "./0001-events.ts";
import { runs } from "./0002-runs.ts";
import { playbooks } from "./0003-playbooks.ts";
import { occurrences } from "./0004-occurrences.ts";
import { undo } from "./0006-undo.ts";
import { runLists } from "./0007-run-lists.ts";
import { quickChain } from "./0010-quick-chain.ts";
import { brakes } from "./0013-brakes.ts";
import { holdsAndStarts } from "./0014-holds-and-starts.ts";
import { sealedChains } from "./0015-sealed-chains.ts";
import { approvals } from "./0011-approvals.ts";
import { alerts } from "./0017-alerts.ts";
import { windows } from "./0018-windows.ts";
import { access } from "./0019-access.ts";
import { answersAndWorkers } from "./0020-answers-and-workers.ts";
import { runNews } from "./0021-run-news.ts";
import { chatMessages } from "./0022-chat-messages.ts";
import { incidents } from "./0023-incidents.ts";
import { schedules } from "./0024-schedules.ts";
import { pins } from "./0025-pins.ts";
import { notes } from "./0027-notes.ts";
import { runForms } from "./0028-run-forms.ts";
import { lockWaits } from "./0029-lock-waits.ts";
import { ledger } from "./0031-ledger.ts";
import { housekeeping } from "./0035-housekeeping.ts";
import { whatCardsShow } from "./0037-what-cards-show.ts";
import { pagesByPeople } from "./0038-pages-by-people.ts";
import type { Migration } from "./migration.ts";
import { sharedChains } from "./0040-shared-chains.ts";

/** In the order in which they are applied. Only ever added to, at the end. */
export const MIGRATIONS: readonly Migration[] = [
  events,
  runs,
  playbooks,
  occurrences,
  undo,
  runLists,
  quickChain,
  approvals,
  brakes,
  holdsAndStarts,
  sealedChains,
  alerts,
  windows,
  access,
  answersAndWorkers,
  runNews,
  chatMessages,
  incidents,
  schedules,
  pins,
  notes,
  runForms,
  lockWaits,
  ledger,
  housekeeping,
  whatCardsShow,
  pagesByPeople,
  sharedChains,
];
