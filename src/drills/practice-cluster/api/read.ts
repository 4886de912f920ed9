import type { Kept, Plural } from "../objects/kept.ts";
import type { Plain } from "../objects/metadata.ts";
import { cellsOf, type IncludeObject, renderTable, type Shown } from "../table/render-table.ts";
import type { Call, Served } from "./call.ts";
import { listPage, readSelectors } from "./list.ts";
import { json, refusal, type Reply } from "./reply.ts";
import { isTrue } from "./request.ts";
import { apiVersionOf } from "./resource-types.ts";
import { findScaled, scaleOf } from "./scale.ts";
import { serve } from "./served.ts";
import { badRequest, notFound } from "./status.ts";
import { watch, type WatchEvent } from "./watch.ts";

export function answerGet<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const { store } = served.keeping;
  const { type, namespace, name = "" } = call;
  const object = store.get(plural, name, namespace);
  if (object === undefined) return refusal(notFound(type, name));
  if (call.subresource === "scale") {
    const scaled = findScaled(store, plural, name, namespace);
    return scaled === undefined ? refusal(notFound(type, name)) : json(scaleOf(scaled));
  }
  if (!wantsTable(call)) return json(serve(type, object));
  const { resourceVersion } = object.metadata;
  return json(table(served, plural, call, [object], { resourceVersion }));
}

export function answerList<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const { type, namespace, query } = call;
  const fits = readSelectors(plural, query);
  if (!fits.ok) return refusal(fits);
  const page = listPage(served.keeping.store, plural, namespace, fits.value, query);
  if (!page.ok) return refusal(page);
  const { items, metadata } = page.value;
  if (wantsTable(call)) return json(table(served, plural, call, items, metadata));
  return json({
    kind: `${type.kind}List`,
    apiVersion: apiVersionOf(type),
    metadata,
    items: items.map((object) => serve(type, object)),
  });
}

export function answerWatch<K extends Plural>(served: Served, plural: K, call: Call): Reply {
  const { type, namespace, name, query } = call;
  const selected = readSelectors(plural, query);
  if (!selected.ok) return refusal(selected);
  const from = query.get("resourceVersion") ?? "";
  if (!/^\d*$/.test(from)) return refusal(badRequest(`Invalid value: "${from}": resourceVersion`));
  const fits = (object: Plain) =>
    selected.value(object) && (name === undefined || object.metadata.name === name);
  const { clock, keeping, bookmarkMs } = served;
  const { store } = keeping;

  function show(event: WatchEvent): object {
    if (event.type === "ERROR") return { type: "ERROR", object: event.status };
    const { object } = event;
    if (!wantsTable(call)) return { type: event.type, object: serve(type, object) };
    const { resourceVersion } = object.metadata;
    // The store tells changes of this plural only.
    const rows = [object as Kept[K]];
    return { type: event.type, object: table(served, plural, call, rows, { resourceVersion }) };
  }

  function bookmark(): object {
    const metadata = { resourceVersion: String(store.version()), creationTimestamp: null };
    return {
      type: "BOOKMARK",
      object: { kind: type.kind, apiVersion: apiVersionOf(type), metadata },
    };
  }

  return {
    is: "stream",
    type: "application/json",
    open: (write, end) => {
      const tell = (event: object) => write(`${JSON.stringify(event)}\n`);
      const wantsBookmarks = isTrue(query.get("allowWatchBookmarks")) && !wantsTable(call);
      let cancelMark = () => {};
      const mark = () => {
        cancelMark = clock.after(bookmarkMs, () => {
          tell(bookmark());
          mark();
        });
      };
      if (wantsBookmarks) mark();
      const seconds = Number(query.get("timeoutSeconds") ?? 0);
      const cancelEnd = seconds === 0 ? () => undefined : clock.after(seconds * 1_000, end);
      const watched = { plural, namespace, fits, from };
      const cancelWatch = watch(store, watched, (event) => tell(show(event)), end);
      return () => {
        cancelMark();
        cancelEnd();
        cancelWatch();
      };
    },
  };
}

function table<K extends Plural>(
  { keeping }: Served,
  plural: K,
  { type, query }: Call,
  objects: readonly Kept[K][],
  metadata: { readonly resourceVersion: string },
) {
  const asked = query.get("includeObject");
  const include: IncludeObject = asked === "None" || asked === "Object" ? asked : "Metadata";
  const rows: readonly Shown[] = objects.map((object) => ({
    cells: cellsOf(plural, object, keeping.now()),
    object: serve(type, object),
  }));
  return renderTable(plural, rows, metadata, include);
}

function wantsTable({ accept }: Call): boolean {
  return accept.split(",").some((one) => one.includes("as=Table") && one.includes("v=v1;"));
}
