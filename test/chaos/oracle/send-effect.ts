import type { Mode } from "./mode.ts";

export interface SentEffect {
  readonly target: string;
  readonly key: string;
  readonly isKeyed: boolean;
  readonly attempt: number;
  readonly body: string;
  readonly mode: Mode;
}

/** Asks an oracle for an effect, as a step would; resolves with its answer. */
export async function sendEffect(url: string, more: Partial<SentEffect> = {}): Promise<Answer> {
  const { target = "shop/cart", key = "r-1/restart/0/run", isKeyed = true } = more;
  const { attempt = 1, body = JSON.stringify({ key }), mode } = more;
  const headers = {
    [isKeyed ? "idempotency-key" : "attempt-key"]: key,
    "effect-run": "r-1",
    "effect-step": "restart",
    "effect-attempt": String(attempt),
    ...(mode === undefined ? {} : { "oracle-mode": JSON.stringify(mode) }),
  };
  const answer = await fetch(`${url}/effects/${target}`, { method: "POST", headers, body });
  return { status: answer.status, body: await answer.json() };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}
