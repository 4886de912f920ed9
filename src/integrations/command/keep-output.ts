import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Written } from "../../ports/command.ts";
import { keepEnds } from "./keep-ends.ts";
import { redact } from "./redact.ts";

/** With two streams full of what takes most room in a record, it still stays below 1 MiB. */
const KEPT_OF_EACH_END = 80 * 1_024;

/** How long what was written may still be on its way after the program itself has ended. */
const LAST_WORDS_MS = 1_000;

/** Reads a stream to its end, which may lie behind that of the program: others may hold it open. */
export function keepOutput(stream: Readable): (secrets: readonly string[]) => Promise<Written> {
  const ends = keepEnds(KEPT_OF_EACH_END);
  stream.on("data", ends.add);
  const closed = once(stream, "close");
  return async (secrets) => {
    const patience = new AbortController();
    const overdue = wait(LAST_WORDS_MS, undefined, { signal: patience.signal }).catch(
      () => undefined,
    );
    await Promise.race([closed, overdue]);
    patience.abort();
    stream.destroy();
    return redact(ends.read(), secrets);
  };
}
