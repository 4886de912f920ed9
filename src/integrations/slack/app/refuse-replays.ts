import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "../../../ports/clock.ts";

/** How far Slack's clock may be from ours, in seconds. Bolt looks at requests that are too old. */
const MOST_AHEAD_S = 300;
/** Longer than a signature is valid. */
const KEPT_MS = 660_000;
const MOST_KEPT = 50_000;

export interface ReplayGuard {
  /** Answers 401 to what was signed for later, or was heard before. */
  readonly before: (listener: RequestListener) => RequestListener;
  /** To be told of every request whose signature is right. */
  readonly heard: (request: IncomingMessage) => void;
}

/** Slack signs every request once. Whoever sends one again has copied it. */
export function refuseReplays(clock: Pick<Clock, "now" | "monotonic">): ReplayGuard {
  const known = new Map<string, number>();
  return {
    before: (listener) => (request, response) => {
      if (isAhead(request, clock) || known.has(signatureOf(request))) refuse(response);
      else listener(request, response);
    },
    heard: (request) => {
      const now = clock.monotonic();
      for (const [signature, at] of known) {
        if (at > now - KEPT_MS && known.size < MOST_KEPT) break;
        known.delete(signature);
      }
      known.set(signatureOf(request), now);
    },
  };
}

function isAhead(request: IncomingMessage, clock: Pick<Clock, "now">): boolean {
  const stamp = Number(request.headers["x-slack-request-timestamp"]);
  return stamp > clock.now() / 1_000 + MOST_AHEAD_S;
}

function signatureOf({ headers }: IncomingMessage): string {
  return String(headers["x-slack-signature"]);
}

function refuse(response: ServerResponse): void {
  response.writeHead(401).end();
}
