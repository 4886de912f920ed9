import { createHash } from "node:crypto";
import type { Mapping } from "../../config/settings/sources.ts";
import { createAlert } from "../../model/alert.ts";
import { isObject } from "../../model/json.ts";
import { type Answer, answer, refuse } from "../api/refusal.ts";
import type { Heard } from "./heard-alert.ts";
import type { AlertGroup } from "./read-group.ts";

/** Reads the alerts of a body in some form of its own, as a mapping says. */
export function readMapped(body: unknown, mapping: Mapping): Answer<AlertGroup> {
  const found = lookUp(body, mapping.alerts);
  const entries: readonly unknown[] = Array.isArray(found) ? found : [found];
  const alerts: Heard[] = [];
  for (const entry of entries) {
    const heard = hear(entry, mapping);
    if (!heard.ok) return heard;
    alerts.push(heard.value);
  }
  return answer({ alerts, isTruncated: false });
}

type Texts = Mapping["annotations"];

function hear(entry: unknown, { labels, annotations, resolved, started }: Mapping): Answer<Heard> {
  if (!isObject(entry)) {
    return misfit("There is no alert where the mapping looks for one");
  }
  const began = started === undefined ? undefined : lookUp(entry, started);
  const startsAt = typeof began === "string" ? Date.parse(began) : null;
  if (Number.isNaN(startsAt)) return misfit("The time at which an alert began is not a time");
  const isOver =
    resolved !== undefined && resolved.is.includes(textOf(lookUp(entry, resolved.at)) ?? "");
  const alert = createAlert({
    status: isOver ? "resolved" : "firing",
    labels: textsAt(entry, labels),
    annotations: textsAt(entry, annotations),
  });
  if (alert.name === "") return misfit("The mapping finds no alertname in an alert");
  return answer({ alert, fingerprint: fingerprintOf(alert.labels), startsAt, endsAt: null });
}

function textsAt(entry: unknown, texts: Texts): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, where] of Object.entries(texts)) {
    const text = "text" in where ? where.text : textOf(lookUp(entry, where.at));
    if (text !== undefined) found.set(name, text);
  }
  return found;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** What stands at `/a/0/b`; nothing where the way ends before. */
function lookUp(value: unknown, way: string): unknown {
  return way
    .split("/")
    .slice(1)
    .reduce<unknown>((at, key) => {
      if (Array.isArray(at)) return (at as readonly unknown[])[Number(key)];
      return isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }, value);
}

/** As Alertmanager does it: the labels alone say which alert it is. */
function fingerprintOf(labels: ReadonlyMap<string, string>): string {
  const sorted = [...labels].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 16);
}

function misfit(message: string): Answer<never> {
  return refuse("E373", message, "Mend the source's mapping in pitcrew.yaml, or what is sent.");
}
