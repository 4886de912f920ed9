import type { PageDesk } from "../../../ports/page-desk.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { askPage } from "./ask-page.ts";
import { findIncident, followIncident, readBehind } from "./follow-incidents.ts";
import { putOffWish, settleWish } from "./settle-wish.ts";
import { readUnpaged, takeWishes } from "./take-wishes.ts";
import { wantChanges } from "./want-changes.ts";
import { wantSilent } from "./want-silent.ts";

export interface OpenPageDesk {
  readonly desk: PageDesk;
  readonly close: () => Promise<void>;
}

/** Pages and incidents in PostgreSQL, on connections that no run waits for. */
export function openPageDesk(address: Address, onBroken: (error: Error) => void): OpenPageDesk {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    desk: {
      take: (limit, forMs) => takeWishes(database, limit, forMs),
      settle: (wish, paged) => settleWish(database, wish, paged),
      putOff: (wish, afterMs, trouble) => putOffWish(database, wish, afterMs, trouble),
      unpaged: () => readUnpaged(database),
      wantSilent: (afterMs) => wantSilent(database, afterMs),
      ask: (page, by) => askPage(database, page, by),
      wantChanges: () => wantChanges(database),
      behind: () => readBehind(database),
      follow: (key, how, by) => followIncident(database, key, how, by),
      incident: (key) => findIncident(database, key),
    },
    close: () => database.destroy(),
  };
}
