import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { JsonValue } from "../../../src/model/json.ts";
import { canonicalJson } from "../../../src/playbook/version/canonical.ts";
import type { Arrival } from "./arrival.ts";
import { JsonText } from "./json-text.ts";
import { Mode } from "./mode.ts";

/** Who asks for which effect. */
export type Wish = Pick<
  Arrival,
  "target" | "key" | "isKeyed" | "run" | "step" | "attempt" | "digest"
>;

export interface EffectRequest {
  readonly wish: Wish;
  /** Set by the request for itself alone. */
  readonly mode: Mode | undefined;
}

const Text = z.string().min(1);

const Headers = z
  .object({
    /** The target honours this key: the same key takes effect once. */
    "idempotency-key": Text.optional(),
    /** The target takes no notice of this key: each request takes effect. */
    "attempt-key": Text.optional(),
    "effect-run": Text,
    "effect-step": Text,
    "effect-attempt": z.coerce.number().int().positive(),
    "oracle-mode": JsonText.pipe(Mode).optional(),
  })
  .transform((headers, context) => {
    const keys = [headers["idempotency-key"], headers["attempt-key"]];
    const [key, ...more] = keys.filter((one) => one !== undefined);
    if (key !== undefined && more.length === 0) return { ...headers, key };
    context.addIssue({ code: "custom", message: "send one of Idempotency-Key and Attempt-Key" });
    return z.NEVER;
  });

const Request = z.object({ headers: Headers, body: JsonText });

export type ParsedRequest =
  | { readonly ok: true; readonly request: EffectRequest }
  | { readonly ok: false; readonly because: string };

/** Understands `POST /effects/<target>`; whatever else is sent is a mistake of the experiment. */
export function parseRequest(
  target: string,
  headers: IncomingHttpHeaders,
  body: string,
): ParsedRequest {
  const parsed = Request.safeParse({ headers, body });
  if (!parsed.success) return { ok: false, because: z.prettifyError(parsed.error) };
  const { headers: read, body: content } = parsed.data;
  const wish: Wish = {
    target,
    key: read.key,
    isKeyed: read["idempotency-key"] !== undefined,
    run: read["effect-run"],
    step: read["effect-step"],
    attempt: read["effect-attempt"],
    digest: digestOfContent(content),
  };
  return { ok: true, request: { wish, mode: read["oracle-mode"] } };
}

/**
 * The digest that the engine commits to, made from what arrived: a sender puts `kind`, `with`,
 * `key`, `undoes` and `awaits` into the body.
 */
function digestOfContent(content: unknown): string {
  // What has been parsed from JSON is what JSON can say.
  const form = canonicalJson(content as JsonValue);
  return `sha256:${createHash("sha256").update(form).digest("hex")}`;
}
