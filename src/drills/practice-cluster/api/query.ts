import type { Asked } from "./request.ts";
import { badRequest, done, type Outcome, refuse } from "./status.ts";

const ANY = ["pretty", "timeout"];
const WRITE = [...ANY, "dryRun", "fieldManager", "fieldValidation"];
const LIST = [
  ...ANY,
  "labelSelector",
  "fieldSelector",
  "limit",
  "continue",
  "resourceVersion",
  "resourceVersionMatch",
  "watch",
  "allowWatchBookmarks",
  "timeoutSeconds",
  "includeObject",
];
const REMOVE = [...ANY, "dryRun", "gracePeriodSeconds", "propagationPolicy", "orphanDependents"];

const LOG = [
  ...ANY,
  "container",
  "follow",
  "previous",
  "sinceSeconds",
  "sinceTime",
  "tailLines",
  "limitBytes",
  "timestamps",
  "insecureSkipTLSVerifyBackend",
];

/**
 * Refuses a parameter that the request does not have. A real server passes over it, and a
 * misspelt selector then means everything; here it is found.
 */
export function checkQuery({ verb, subresource, query }: Asked): Outcome<undefined> {
  const known = subresource === "log" ? LOG : KNOWN[verb];
  for (const [name, value] of query) {
    if (!known.includes(name)) return badRequest(`unknown query parameter: ${name}`);
    if (COUNTS.has(name) && !/^\d{1,9}$/.test(value)) {
      return badRequest(`strconv.ParseInt: parsing "${value}": invalid syntax`);
    }
    if (name === "dryRun" && value !== "All") {
      const message = ` "" is invalid: dryRun: Unsupported value: "${value}": supported values: "All"`;
      return refuse(422, "Invalid", message);
    }
  }
  return done(undefined);
}

const COUNTS = new Set([
  "limit",
  "timeoutSeconds",
  "gracePeriodSeconds",
  "sinceSeconds",
  "tailLines",
  "limitBytes",
]);

const KNOWN: Readonly<Record<Asked["verb"], readonly string[]>> = {
  get: [...ANY, "resourceVersion", "includeObject"],
  list: LIST,
  watch: LIST,
  create: WRITE,
  update: WRITE,
  patch: [...WRITE, "force"],
  delete: REMOVE,
  deletecollection: [...REMOVE, ...LIST],
};
