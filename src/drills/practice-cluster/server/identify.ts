import { createHash, timingSafeEqual } from "node:crypto";
import type { User } from "../api/authorize.ts";
import { type Refusal, refuse } from "../api/status.ts";

export interface KnownUser extends User {
  readonly token: string;
}

/** What a request shows of whoever sent it. */
export interface Shown {
  readonly authorization: string | undefined;
  /** The name in a client certificate of our own authority. */
  readonly certified: string | undefined;
}

/** Finds the user by bearer token or client certificate; nobody else gets in. */
export function identify(
  users: readonly KnownUser[],
  { authorization, certified }: Shown,
): User | Refusal {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  const user = users.find(
    (known) =>
      (token !== undefined && isSame(known.token, token)) ||
      (token === undefined && known.name === certified),
  );
  return user ?? refuse(401, "Unauthorized", "Unauthorized");
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
