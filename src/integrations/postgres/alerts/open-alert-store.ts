import type { AlertBook } from "../../../ports/alerts/alert-book.ts";
import type { AlertIntake, Sighting } from "../../../ports/alerts/alert-intake.ts";
import type { AlertQueue } from "../../../ports/alerts/alert-queue.ts";
import type { WindowStore } from "../../../ports/alerts/window-store.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { readClock } from "../store/read-runs.ts";
import { shareStatements } from "../store/share-statements.ts";
import { claimDue } from "./claim-due.ts";
import { keepHeard, readHeard } from "./heartbeats.ts";
import { inTwoLanes } from "./lanes.ts";
import { lookAgain } from "./look-again.ts";
import { oneWriter, oneWriterOf } from "./one-writer.ts";
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
  readonly close: () => Promise<void>;
}

/** Alerts in PostgreSQL. Groups that arrive at the same time share a commit. */
export function openAlertStore(address: Address, onBroken: (error: Error) => void): OpenAlertStore {
  const database = openDatabase(address, { max: 4, onBroken });
  const takeInLane = (lane: number) =>
    shareStatements({
      answerAll: (groups: readonly (readonly Sighting[])[]) =>
        oneWriterOf(lane, database, async (transaction) => {
          const taken = await takeInAll(transaction, groups.flat());
          let from = 0;
          return groups.map(({ length }) => taken.slice(from, (from += length)));
        }),
      names: (group) => group.map(({ source, fingerprint }) => `${source}/${fingerprint}`),
      // A second one would only wait in the database, for the lock of the lane.
      atOnce: 1,
    });
  return {
    intake: {
      takeIn: inTwoLanes(takeInLane(0), takeInLane(1)),
      heard: (source) => keepHeard(database, source),
      lastHeard: () => readHeard(database),
      takeListing: (listing) =>
        oneWriter(database, (transaction) => takeListing(transaction, listing)),
    },
    queue: {
      now: () => readClock(database),
      claim: (limits) => claimDue(database, limits),
      settle: (settlements) =>
        oneWriter(database, (transaction) => settleAll(transaction, settlements)),
      lookAgain: () => oneWriter(database, lookAgain),
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
    close: () => database.destroy(),
  };
}
