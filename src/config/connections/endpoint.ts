import { z } from "zod";
import { CallDuration } from "../duration-field.ts";
import { SecretReference } from "../secret-reference.ts";
import { isAddressRange } from "./address-range.ts";

const MEBIBYTE = 1_048_576;

/** A header name as RFC 9110 allows it. */
export const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "must be the name of an HTTP header");

/** Plain text, or a reference to a secret. A line break would start another header. */
const HeaderValue = z
  .string()
  .regex(/^[\x20-\x7E]{1,2000}$/, "must be one line of plain text, or env:NAME or file:/path");

const Auth = z.union([
  z.strictObject({ bearer: SecretReference }),
  z.strictObject({
    basic: z.strictObject({ user: z.string().min(1).max(200), password: SecretReference }),
  }),
]);

const Timeouts = z.strictObject({
  /** Connection and TLS handshake. */
  connect: CallDuration.default("3s"),
  /** From the end of the request to the start of the answer. */
  answer: CallDuration.default("10s"),
  /** From looking up the name to the last byte of the answer. */
  total: CallDuration.default("20s"),
});

/** What every system has that is reached over HTTP. */
export const endpoint = {
  base_url: z
    .string()
    .refine(
      isBaseUrl,
      "must be an address such as https://api.example.com/v1, without user, query or #",
    ),
  /** Allows http:// to a place other than this machine; what is sent can then be read on the way. */
  insecure: z.boolean().default(false),
  headers: z.record(HeaderName, HeaderValue).default({}),
  auth: Auth.optional(),
  /** Private address ranges that are meant. All others are refused when the name resolves to them. */
  allow_addresses: z
    .array(z.string().refine(isAddressRange, "must be an address range such as 10.20.0.0/16"))
    .max(50)
    .default([]),
  /** Certificates that vouch for the other side, instead of those the system trusts. */
  certificate_authority: z
    .string()
    .regex(/^file:\/.+$/, "must be a file of certificates: file:/path")
    .optional(),
  max_response_bytes: z
    .int()
    .min(1_024)
    .max(10 * MEBIBYTE)
    .default(MEBIBYTE),
  timeouts: Timeouts.prefault({}),
};

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return false;
  return url.username === "" && url.password === "" && !/[?#]/.test(text);
}
