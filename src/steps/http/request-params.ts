import { z } from "zod";
import { connection, literal, value } from "../../model/fields.ts";
import { single } from "../single-value.ts";
import { climbs, PATH, slotNames, type Target } from "./target.ts";

/** Headers that carry secrets or frame the message; the connection and the client set those. */
const RESERVED_HEADERS = new Set([
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const headerName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, "must be a header's name")
  .refine(
    (name) => !RESERVED_HEADERS.has(name.toLowerCase()),
    "must not be one that the connection or Pitcrew sets; secrets belong into connections.yaml",
  );

const headerValue = value(1_024).regex(
  /^[!-~](?:[ -~]*[!-~])?$/,
  "must be printable ASCII without spaces at its ends",
);

/** What every request says, whatever its method. */
export const requestParams = {
  connection: connection("http").describe("The service, by its name in connections.yaml."),
  path: literal(1_024)
    .regex(PATH, "must be a path from / on, with {slots} for what varies and no ? or #")
    .describe("Path below the connection's address, with `{slots}` for what varies."),
  slots: z
    .record(z.string(), single)
    .describe("One text, number or boolean for each slot; it never becomes more than one segment.")
    .default({}),
  query: z
    .record(z.string().min(1).max(100), single)
    .describe("One text, number or boolean for each name.")
    .default({}),
  headers: z
    .record(headerName, headerValue)
    .describe("Headers without secrets; the connection adds its own.")
    .default({}),
  expect: z
    .array(z.int().min(200).max(599))
    .min(1)
    .max(20)
    .describe("Statuses that mean success; any 2xx when left out.")
    .optional(),
};

/** Checks what no single field can see: that slots and values fit, and that the path stays put. */
export function checkTarget(target: Target, context: z.core.$RefinementCtx): void {
  const wanted = new Set(slotNames(target.path));
  for (const name of wanted) {
    if (!Object.hasOwn(target.slots, name)) {
      complain(context, ["slots"], `needs a value for {${name}}, which the path names`);
    } else if (target.slots[name] === "") {
      complain(context, ["slots", name], "must not be empty: the path would name something else");
    }
  }
  for (const name of Object.keys(target.slots)) {
    if (!wanted.has(name)) complain(context, ["slots", name], `is not a {${name}} of the path`);
  }
  const complete = [...wanted].every((name) => Object.hasOwn(target.slots, name));
  if (complete && climbs(target)) {
    complain(context, ["path"], 'must not contain "." or ".." as a segment, not even from a slot');
  }
}

function complain(context: z.core.$RefinementCtx, path: PropertyKey[], message: string): void {
  context.addIssue({ code: "custom", path, message });
}
