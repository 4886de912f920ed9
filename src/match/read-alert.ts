import type { z } from "zod";
import type { Alert } from "../model/alert.ts";
import { isList, isObject, type JsonValue } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import { AlertEntry } from "./alert-entry.ts";
import { quoteUntrusted } from "./quote-untrusted.ts";

export type ReadAlerts =
  | { readonly ok: true; readonly alerts: readonly Alert[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads alerts in any form that people have at hand: the body of an Alertmanager webhook, one
 * alert of it, the answer of `/api/v2/alerts`, or a captured request that holds one of these as
 * its `body`.
 */
export function readAlerts(text: string): ReadAlerts {
  const parsed = parseJson(text);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };

  const { entries, at } = findEntries(parsed.value);
  if (entries.length === 0) return { ok: false, problems: [noAlert(at)] };

  const alerts: Alert[] = [];
  const problems: Problem[] = [];
  for (const entry of entries) {
    const read = AlertEntry.safeParse(entry.value);
    if (read.success) alerts.push(read.data);
    else problems.push(...read.error.issues.map((issue) => describeMisfit(issue, entry)));
  }
  return problems.length === 0 ? { ok: true, alerts } : { ok: false, problems };
}

type Parsed =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: Problem };

function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = quoteUntrusted(error.message);
    return { ok: false, problem: refusal("E103", [], `This is not JSON: ${reason}`) };
  }
}

interface Entry {
  readonly value: JsonValue;
  readonly at: Path;
}

interface Entries {
  readonly entries: readonly Entry[];
  /** Where they were looked for. */
  readonly at: Path;
}

function findEntries(value: JsonValue, at: Path = []): Entries {
  if (isList(value)) {
    return { entries: value.map((entry, index) => ({ value: entry, at: [...at, index] })), at };
  }
  if (!isObject(value)) return { entries: [], at };
  if (isList(value["alerts"])) return findEntries(value["alerts"], [...at, "alerts"]);
  if ("labels" in value) return { entries: [{ value, at }], at };
  if ("body" in value && at.length === 0) return findEntries(value["body"], ["body"]);
  return { entries: [], at };
}

function noAlert(at: Path): Problem {
  return refusal("E112", at, `There is no alert in ${describePath(at)}`);
}

function describeMisfit(issue: z.core.$ZodIssue, entry: Entry): Problem {
  const path = issue.path.filter((key) => typeof key !== "symbol");
  const at = [...entry.at, ...path];
  const seen = path.reduce<unknown>(
    (value, key) => (isObject(value) ? value[key] : undefined),
    entry.value,
  );
  if (seen === undefined) return refusal("E110", at, `${describePath(at)} is missing`);
  const found = quoteUntrusted(seen as JsonValue); // a part of the entry, which is one
  return refusal("E112", at, `${describePath(at)} ${issue.message}, not ${found}`);
}

/** `alerts[2].labels.env`, or `the file` for the whole of it. */
function describePath(at: Path): string {
  const keys = at.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`));
  return keys.length === 0 ? "the file" : keys.join("").replace(/^\./, "");
}

function refusal(code: Problem["code"], at: Path, message: string): Problem {
  return {
    code,
    at,
    message,
    fix: "give the body of an Alertmanager webhook, one alert of it, or what /api/v2/alerts answers",
    level: "error",
  };
}
