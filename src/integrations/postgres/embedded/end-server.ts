/** A server from the side of who wants it to end. */
export interface Ending {
  readonly tell: (signal: "SIGINT" | "SIGQUIT") => void;
  readonly endsWithin: (ms: number) => Promise<boolean>;
}

/**
 * Has a server end cleanly, or else at once, which costs the next start a recovery and no data.
 *
 * PostgreSQL 18 waits for ever when it is told to end cleanly while it recovers from a crash of
 * one of its processes. Answers whether it has ended.
 */
export async function endServer({ tell, endsWithin }: Ending): Promise<boolean> {
  tell("SIGINT");
  if (await endsWithin(CLEANLY_MS)) return true;
  tell("SIGQUIT");
  return endsWithin(AT_ONCE_MS);
}

const CLEANLY_MS = 2_000;
/** After five seconds, it kills those of its processes that do not listen. */
const AT_ONCE_MS = 15_000;
