import type { ChatWishes } from "../../../ports/chat-wishes.ts";
import type { MessageStore } from "../../../ports/message-store.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { background } from "./background.ts";
import { allWishes, keepWish, wishOfAccount } from "./chat-wishes.ts";
import { giveUp, lost, shown, trying, unshown } from "./messages.ts";
import { begunIn, linesAt, news } from "./news.ts";
import { stillFiring } from "./still-firing.ts";
import { pages } from "./pages.ts";
import { takeTurn } from "./take-turn.ts";
import { tell, wantAll } from "./tell.ts";

export interface OpenMessageStore {
  readonly store: MessageStore;
  readonly wishes: ChatWishes;
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
      background: (run, targets) => background(database, run, targets),
      stillFiring: () => stillFiring(database),
      wishes: () => allWishes(database),
      begunIn: (channel, withinMs) => begunIn(database, channel, withinMs),
      pages: () => pages(database),
      unshown: (limit) => unshown(database, limit),
      trying: (key) => trying(database, key),
      shown: (key, what) => shown(database, key, what),
      lost: (key) => lost(database, key),
      giveUp: (key, because) => giveUp(database, key, because),
    },
    wishes: {
      of: (account) => wishOfAccount(database, account),
      keep: (account, wish) => keepWish(database, account, wish),
    },
    close: () => database.destroy(),
  };
}
