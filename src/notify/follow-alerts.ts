import type { Clock } from "../ports/clock.ts";
import type { MessageStore, StillFiring, Wanted } from "../ports/message-store.ts";
import type { AddressBook } from "./plan/address-book.ts";
import { clockTime } from "./wording/clock-time.ts";

const EVERY_MS = 10_000;

/** Says below a run that more alerts have come in about the same; one line, however many. */
export function followAlerts(
  messages: MessageStore,
  book: () => AddressBook,
  clock: Pick<Clock, "monotonic">,
): () => Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let known = "[]";
  return async () => {
    if (clock.monotonic() < lookedAt + EVERY_MS) return;
    lookedAt = clock.monotonic();
    const wanted = (await messages.stillFiring()).map((one) => lineFor(one, book()));
    const now = JSON.stringify(wanted);
    if (now === known) return;
    await messages.want(wanted);
    known = now;
  };
}

function lineFor({ run, home, channel, more, latestAt }: StillFiring, book: AddressBook): Wanted {
  const at = clockTime(latestAt, book.zone);
  const text = `Still firing: ${more + 1} alerts about it so far, the latest at ${at}.`;
  return {
    key: `run/${run}/firing`,
    channel,
    thread: home,
    notice: { sentence: text, parts: [{ is: "text", text }] },
    urgency: 2,
    worth: { is: "always" },
    joins: false,
  };
}
