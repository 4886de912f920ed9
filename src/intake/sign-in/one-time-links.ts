import { digestOf, isSecretOf } from "../../access/key-text.ts";
import type { Clock } from "../../ports/clock.ts";

/** Links that let whoever has one sign in, once. */
export interface OneTimeLinks {
  /** The newest one alone is good, for a while. */
  readonly make: () => string;
  readonly use: (token: string) => boolean;
}

const GOOD_FOR_MS = 3_600_000;

/** Known to this process only, as whoever can read where it prints may do everything anyhow. */
export function makeLinks(newToken: () => string, clock: Clock): OneTimeLinks {
  let current: { readonly digest: Uint8Array; readonly until: number } | undefined;
  return {
    make: () => {
      const token = newToken();
      current = { digest: digestOf(token), until: clock.monotonic() + GOOD_FOR_MS };
      return token;
    },
    use: (token) => {
      if (current === undefined || current.until < clock.monotonic()) return false;
      const isRight = isSecretOf(current.digest, token);
      if (isRight) current = undefined;
      return isRight;
    },
  };
}
