import type { JsonObject } from "../model/json.ts";

/**
 * Everything for which a person is to be paged, until somebody was, and the incidents that were
 * opened by it. The wish to page stands in the commit that brought it about.
 *
 * Several processes may page at once; nobody else takes what one has taken, for so long.
 */
export interface PageDesk {
  readonly take: (limit: number, forMs: number) => Promise<readonly Wish[]>;
  /** It need not be tried again, and why. */
  readonly settle: (wish: Wish, paged: Paged) => Promise<void>;
  readonly putOff: (wish: Wish, afterMs: number, trouble: string) => Promise<void>;
  /** Wishes that were tried and have reached nobody, the oldest first. */
  readonly unpaged: () => Promise<readonly Unpaged[]>;
  /**
   * Wants somebody paged, once, for each run that has no end so long after its deadline. Whoever
   * works on runs may be what is broken, so nothing but the database is asked.
   */
  readonly wantSilent: (afterMs: number) => Promise<void>;
  /** A person wants somebody paged about a run. */
  readonly ask: (page: AskedPage, by: Teller) => Promise<void>;
  /** Wants PagerDuty to know of what runs have changed of late, each change once. */
  readonly wantChanges: () => Promise<void>;
  /** Open incidents about which PagerDuty does not know yet what happened here. */
  readonly behind: () => Promise<readonly Behind[]>;
  readonly follow: (key: string, how: "acknowledged" | "resolved", by: Teller) => Promise<void>;
  /** The incident that was opened under this key, if it was one of ours. */
  readonly incident: (key: string) => Promise<Incident | undefined>;
}

export interface Wish {
  readonly id: number;
  /** How often it was tried before. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** How long ago that is. */
  readonly ageMs: number;
  readonly cause: Cause;
  readonly run: string | null;
  /** The run itself, or the outermost of those that it is inside. */
  readonly root: string | null;
  readonly alert: AlertFacts | null;
}

export type Cause =
  | { readonly is: "escalate"; readonly to: string; readonly reason: string }
  | { readonly is: "page_for_alert"; readonly to: string | null; readonly reason: string }
  | { readonly is: "no_verdict" }
  | ({ readonly is: "page_asked"; readonly by: string } & Omit<AskedPage, "run">)
  /** An effect has taken place, or was taken back. Wakes nobody. */
  | {
      readonly is: "record_change";
      readonly step: string;
      readonly item: number;
      readonly phase: "run" | "undo";
      readonly at: number;
    }
  /** Wakes nobody. Without a service, the incident is looked for where it must be. */
  | { readonly is: "write_note"; readonly text: string; readonly service: string | null };

export interface AskedPage {
  /** Made by whoever asks, so that asking again counts once. */
  readonly id: string;
  readonly run: string;
  /** A team or `pagerduty/<service>`. */
  readonly to: string;
  readonly reason: string;
}

export interface AlertFacts {
  readonly occurrence: string;
  readonly source: string;
  /** What Alertmanager calls the group of it, also in the pages that it sends by itself. */
  readonly groupKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly isOver: boolean;
}

export type Paged =
  | {
      /** `noted`: it stands below the page of whoever has paged about it. */
      readonly is: "paged" | "noted";
      readonly key: string;
      readonly service: string;
      readonly details: JsonObject;
    }
  /** It names nobody who can be paged; the chat tells it. */
  | { readonly is: "told_elsewhere" }
  /** A note for which no incident is open. */
  | { readonly is: "no_incident" }
  /** PagerDuty knows of the change. */
  | { readonly is: "recorded" }
  /** The alert was over before anybody could be paged for it. */
  | { readonly is: "over" }
  | { readonly is: "given_up"; readonly trouble: string };

export interface Unpaged {
  readonly run: string | null;
  readonly occurrence: string | null;
  readonly at: number;
  readonly attempts: number;
  readonly nextAt: number;
  /** Why nobody has been paged yet. */
  readonly trouble: string;
}

export interface Behind {
  readonly key: string;
  readonly service: string;
  /** `acknowledged`: a person has acted on the run. `resolved`: the alert is over. */
  readonly how: "acknowledged" | "resolved";
}

/** Who says what became of an incident, and through what. */
export interface Teller {
  readonly actor: string;
  readonly surface: string;
}

export interface Incident {
  readonly key: string;
  readonly service: string;
  readonly run: string | null;
  readonly occurrence: string | null;
}
