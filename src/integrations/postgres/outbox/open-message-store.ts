import type { MessageStore } from "../../../ports/message-store.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { giveUp, lost, shown, trying, unshown } from "./messages.ts";
import { begunIn, linesAt, news } from "./news.ts";
import { pages } from "./pages.ts";
import { takeTurn } from "./take-turn.ts";
import { tell, wantAll } from "./tell.ts";

export interface OpenMessageStore {
  readonly store: MessageStore;
  readonly close: () => Promise<void>;
}

/** What people are told of runs, in PostgreSQL, on connections that no run waits for. */
export function openMessageStore(
  address: Address,
  onBroken: (error: Error) => void,
): OpenMessageStore {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    store: {
      take: (teller, forMs) => takeTurn(database, teller, forMs),
      news: (limit) => news(database, limit),
      tell: (told) => tell(database, told),
      want: (messages) => wantAll(database, messages),
      linesAt: (home) => linesAt(database, home),
      begunIn: (channel, withinMs) => begunIn(database, channel, withinMs),
      pages: () => pages(database),
      unshown: (limit) => unshown(database, limit),
      trying: (key) => trying(database, key),
      shown: (key, what) => shown(database, key, what),
      lost: (key) => lost(database, key),
      giveUp: (key, because) => giveUp(database, key, because),
    },
    close: () => database.destroy(),
  };
}
