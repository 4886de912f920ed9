import { z } from "zod";
import type { Kept, Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";
import type { Store } from "../store/store.ts";
import { matchesFields, parseFieldSelector } from "./field-selector.ts";
import { matches, parseLabelSelector } from "./label-selector.ts";
import { badRequest, done, type Outcome, refuse } from "./status.ts";

export type Fits = (object: Plain) => boolean;

/** Which objects a request means, by labels and by fields. */
export function readSelectors(plural: Plural, query: URLSearchParams): Outcome<Fits> {
  const labels = parseLabelSelector(query.get("labelSelector") ?? "");
  if (!labels.ok) return badRequest(labels.message);
  const fields = parseFieldSelector(query.get("fieldSelector") ?? "", plural);
  if (!fields.ok) return badRequest(fields.message);
  return done(
    (object) =>
      matches(labels.value, object.metadata.labels) && matchesFields(fields.value, object),
  );
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
}

/** As many objects as are asked for, and a token for the rest. */
export function listPage<K extends Plural>(
  store: Store,
  plural: K,
  namespace: string | undefined,
  fits: Fits,
  query: URLSearchParams,
): Outcome<Page<Kept[K]>> {
  const token = query.get("continue") ?? "";
  const from = token === "" ? undefined : Token.safeParse(token);
  if (from?.success === false) return badRequest("continue key is not valid");
  if (from !== undefined && store.since(from.data.version) === "gone") {
    return refuse(410, "Expired", TOO_OLD);
  }
  const after = from?.data.after;
  const all = store.list(plural, namespace).filter(fits);
  const left = all.filter((object) => after === undefined || placeOf(object) > after);
  const limit = Number(query.get("limit") ?? 0) || left.length;
  const items = left.slice(0, limit);
  const last = items.at(-1);
  const rest = left.length - items.length;
  const resourceVersion = String(from?.data.version ?? store.version());
  if (rest === 0 || last === undefined) return done({ items, metadata: { resourceVersion } });
  const next = toToken({ version: Number(resourceVersion), after: placeOf(last) });
  return done({
    items,
    metadata: { resourceVersion, continue: next, remainingItemCount: rest },
  });
}

const TOO_OLD =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.";

/** The order in which the store lists. */
function placeOf({ metadata }: Plain): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}

const Token = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(Buffer.from(text, "base64url").toString()) as unknown;
    } catch {
      context.addIssue("no token");
      return z.NEVER;
    }
  })
  .pipe(z.object({ version: z.int(), after: z.string() }));

function toToken(at: z.infer<typeof Token>): string {
  return Buffer.from(JSON.stringify(at)).toString("base64url");
}
