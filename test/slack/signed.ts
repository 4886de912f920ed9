import { createHmac, randomUUID } from "node:crypto";

export const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";

export interface Signing {
  readonly secret?: string;
  /** In seconds from now. */
  readonly skew?: number;
}

/** A request as Slack signs it. */
export function signed(
  body: string,
  contentType: string,
  { secret = SECRET, skew = 0 }: Signing = {},
) {
  const stamp = String(Math.floor(Date.now() / 1_000) + skew);
  const hash = createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex");
  return {
    method: "POST",
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": stamp,
      "x-slack-signature": `v0=${hash}`,
    },
    body,
  } as const;
}

const FORM = "application/x-www-form-urlencoded";

export function commandOf(
  fields: Readonly<Record<string, string>>,
  signing?: Signing,
): ReturnType<typeof signed> {
  const body = new URLSearchParams({
    command: "/pitcrew",
    text: "",
    channel_id: "C0OPS",
    trigger_id: randomUUID(),
    ...fields,
  }).toString();
  return signed(body, FORM, signing);
}

export function payloadOf(payload: object, signing?: Signing): ReturnType<typeof signed> {
  return signed(
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    FORM,
    signing,
  );
}
