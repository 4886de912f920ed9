import { type Attempt, failed, type StepResult, succeeded } from "../step-kind.ts";
import { redisFailure } from "./failures.ts";
import type { LockFates } from "./lock-fates.ts";
import { countOf, namesOf } from "./lock-words.ts";
import type { LockNeeds } from "./needs.ts";

/** Gives cleared locks back to their owners, all of them or none. */
export async function putBack(
  { connection }: { readonly connection: string },
  { cleared }: LockFates,
  { locks: stores }: LockNeeds,
  _attempt: Attempt,
  signal: AbortSignal,
): Promise<StepResult<LockFates>> {
  const nothing: LockFates = { cleared: [], gone: [], left: [] };
  if (cleared.length === 0) return succeeded(nothing, "No lock had been cleared.");
  const locks = cleared.map(({ key, token, expires_at: expiresAt }) =>
    expiresAt === undefined ? { key, token } : { key, token, expiresAt },
  );
  const answer = await stores(connection).putBack(locks, signal);
  if (answer.is !== "answered") return failed(redisFailure(answer, connection));
  switch (answer.value.is) {
    case "taken": {
      const { keys } = answer.value;
      return failed({
        code: "E622",
        message: `No lock was put back, because ${countOf(keys.length)} of ${cleared.length} have been taken since: ${namesOf(keys.map((key) => ({ key })))}`,
        remedy: "Leave the locks to their new owners.",
        retry: "never",
      });
    }
    case "put_back": {
      const { locks: back, expired } = answer.value;
      const ended = expired === 0 ? "" : `; ${expired} would have ended by now and stay away`;
      return succeeded(nothing, `Put ${countOf(back)} back in the Redis of ${connection}${ended}.`);
    }
  }
}
