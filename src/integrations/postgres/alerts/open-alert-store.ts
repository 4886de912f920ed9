import { sql } from "kysely";
import type { AlertBook } from "../../../ports/alerts/alert-book.ts";
import type { AlertIntake, Sighting } from "../../../ports/alerts/alert-intake.ts";
import type { AlertQueue } from "../../../ports/alerts/alert-queue.ts";
import type { WindowStore } from "../../../ports/alerts/window-store.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { readClock } from "../store/read-runs.ts";
import { shareStatements } from "../store/share-statements.ts";
import { claimDue } from "./claim-due.ts";
import { countFixes } from "./count-fixes.ts";
import { oneWriter } from "./one-writer.ts";
import { alertsOfRun, getAlert, listAlerts, newestAlert, readVerdicts } from "./read-alerts.ts";
import { settleAll } from "./settle.ts";
import { takeInAll } from "./take-in.ts";
import { takeListing } from "./take-listing.ts";
import { addWindow, endWindow, listWindows } from "./windows.ts";

export interface OpenAlertStore {
  readonly intake: AlertIntake;
  readonly queue: AlertQueue;
  readonly book: AlertBook;
  readonly windows: WindowStore;
  /** How often in a row, and up to now, a version has helped. */
  readonly fixesOf: (version: PinnedPlaybook) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Alerts in PostgreSQL. Groups that arrive at the same time share a commit. */
export function openAlertStore(address: Address, onBroken: (error: Error) => void): OpenAlertStore {
  const database = openDatabase(address, { max: 4, onBroken });
  const takeIn = shareStatements({
    answerAll: (groups: readonly (readonly Sighting[])[]) =>
      oneWriter(database, async (transaction) => {
        const taken = await takeInAll(transaction, groups.flat());
        let from = 0;
        return groups.map(({ length }) => taken.slice(from, (from += length)));
      }),
    names: (group) => group.map(({ source, fingerprint }) => `${source}/${fingerprint}`),
  });
  return {
    intake: {
      takeIn,
      heard: async (source) => {
        await sql`
          insert into heartbeats (source) values (${source})
          on conflict (source) do update set at = now()
        `.execute(database);
      },
      takeListing: (listing) =>
        oneWriter(database, (transaction) => takeListing(transaction, listing)),
    },
    queue: {
      now: () => readClock(database),
      claim: (limits) => claimDue(database, limits),
      settle: (settlements) =>
        oneWriter(database, (transaction) => settleAll(transaction, settlements)),
    },
    book: {
      list: (filter, page) => listAlerts(database, filter, page),
      get: (id) => getAlert(database, id),
      newest: (fingerprint) => newestAlert(database, fingerprint),
      ofRun: (run) => alertsOfRun(database, run),
      verdicts: (id) => readVerdicts(database, id),
    },
    windows: {
      list: () => listWindows(database),
      add: (window, author) => addWindow(database, window, author),
      end: (id, author) => endWindow(database, id, author),
    },
    fixesOf: (version) => countFixes(database, version),
    close: () => database.destroy(),
  };
}
