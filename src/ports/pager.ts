import type { JsonObject } from "../model/json.ts";
import type { Severity } from "../model/severity.ts";

/**
 * Pages people, and puts what was found where they look first.
 *
 * An incident is known by its service and a key. Every call may be repeated as it is: one key never
 * has two open incidents, and one note is written once. No call waits for longer than a minute.
 */
export interface Pager {
  /** Opens an incident, unless one is open under its key already. */
  readonly trigger: (page: Page, signal: AbortSignal) => Promise<PagerAnswer<null>>;
  /** Says that somebody is on it. Changes nothing where no incident is open. */
  readonly acknowledge: (incident: IncidentKey, signal: AbortSignal) => Promise<PagerAnswer<null>>;
  /** Changes nothing where no incident is open. */
  readonly resolve: (incident: IncidentKey, signal: AbortSignal) => Promise<PagerAnswer<null>>;
  /** Shows a change beside the incidents of its service. Wakes nobody. */
  readonly recordChange: (change: ChangeRecord, signal: AbortSignal) => Promise<PagerAnswer<null>>;
  /** Writes below the open incident of this key, whoever opened it. */
  readonly note: (note: Note, signal: AbortSignal) => Promise<PagerAnswer<"noted" | "no_incident">>;
  /** The open incident of this key; null when there is none. */
  readonly look: (
    incident: IncidentKey,
    signal: AbortSignal,
  ) => Promise<PagerAnswer<OpenIncident | null>>;
  /** The keys under which an incident was opened, by PagerDuty's id of it. */
  readonly keysOf: (
    incidentId: string,
    signal: AbortSignal,
  ) => Promise<PagerAnswer<readonly string[]>>;
  /** Who is on call now in this schedule of directory.yaml. */
  readonly onCall: (
    schedule: string,
    signal: AbortSignal,
  ) => Promise<PagerAnswer<readonly OnCall[]>>;
}

export interface IncidentKey {
  /** A service of directory.yaml. */
  readonly service: string;
  /** Of any length; long ones are hashed on their way. */
  readonly key: string;
}

export interface Page extends IncidentKey {
  /** One sentence: what a person has to know who is woken by it. */
  readonly summary: string;
  readonly severity: Severity;
  /** What it is about: a cluster, a queue, a host. */
  readonly source: string;
  /** Evidence; what does not fit is cut, and the page says so. */
  readonly details: JsonObject;
  readonly links: readonly PageLink[];
}

export interface PageLink {
  readonly href: string;
  readonly text: string;
}

export interface ChangeRecord {
  readonly service: string;
  readonly summary: string;
  readonly source: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly details: JsonObject;
  readonly links: readonly PageLink[];
}

export interface Note extends IncidentKey {
  readonly text: string;
  /** Made by the sender and written along, so that the same note sent again is found and not doubled. */
  readonly id: string;
}

export interface OpenIncident {
  readonly id: string;
  readonly url: string;
  readonly status: "triggered" | "acknowledged";
  /** Those it is assigned to, by PagerDuty's id. */
  readonly assigned: readonly string[];
}

/** As PagerDuty knows them; directory.yaml says which person that is. */
export interface OnCall {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** What came of a call. What else happens is thrown. */
export type PagerAnswer<Value> =
  | { readonly is: "done"; readonly value: Value }
  /** It cannot be told whether it arrived, or it did not. Repeat it, no sooner than `afterMs`. */
  | { readonly is: "later"; readonly afterMs: number; readonly detail: string }
  /** Asking again brings the same answer until a person changes something. */
  | { readonly is: "refused"; readonly why: PagerRefusal; readonly detail: string };

export type PagerRefusal =
  /** No key or token is set, or its secret cannot be read. */
  | "not_set_up"
  | "no_such_service"
  | "no_such_schedule"
  /** The key or token is wrong or lacks a right. */
  | "not_allowed"
  /** PagerDuty does not accept what was sent. */
  | "not_accepted"
  /** The incident has as many notes as it may have. */
  | "too_many_notes";
