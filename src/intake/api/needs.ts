import type { JsonObject } from "../../model/json.ts";
import type { MetricsText } from "../../ports/measures.ts";
import type { VersionFilter } from "../../ports/playbook-store.ts";
import type { Page, RunFilter } from "../../ports/run-store.ts";
import type { Answer } from "./refusal.ts";
import type { EventView } from "./views/event-view.ts";
import type { PlanView } from "./views/plan-view.ts";
import type { PlaybookView } from "./views/playbook-view.ts";
import type { RunSummaryView, RunView } from "./views/run-view.ts";
import type { VersionView } from "./views/version-view.ts";

/** What the endpoints need of the rest of Pitcrew. Nobody learns more than a view shows. */
export interface ApiNeeds {
  /** What keeps this process from doing its work; empty when nothing does. */
  readonly troubles: () => Promise<readonly string[]>;
  readonly playbooks: () => Promise<readonly PlaybookView[]>;
  readonly versions: (filter: VersionFilter) => Promise<Answer<readonly VersionView[]>>;
  readonly plan: (wish: RunWish) => Promise<Answer<PlanView>>;
  /** Starting under an id again, with the same wish, changes nothing and answers the same. */
  readonly start: (run: string, wish: RunWish, caller: Caller) => Promise<Answer<RunView>>;
  /** Starts a run with the playbook and the params of one that has ended. */
  readonly retry: (ended: string, run: string, caller: Caller) => Promise<Answer<RunView>>;
  /** The answer shows the run as it was when the order was given. */
  readonly send: (run: string, order: Order, caller: Caller) => Promise<Answer<RunView>>;
  readonly get: (run: string) => Promise<Answer<RunView>>;
  readonly list: (filter: RunFilter, page: Page) => Promise<readonly RunSummaryView[]>;
  /** From the event after this one on. */
  readonly history: (run: string, after: number) => Promise<Answer<readonly EventView[]>>;
  /** The same, then every further event as it comes, until the run has ended and nothing is undone. */
  readonly follow: (
    run: string,
    after: number,
    signal: AbortSignal,
  ) => Promise<Answer<AsyncIterable<EventView>>>;
  readonly readMetrics: () => Promise<MetricsText>;
}

export interface RunWish {
  readonly playbook: string;
  /** As they were given; the playbook says what they mean. */
  readonly params: JsonObject;
}

/** Who asks, and through what. */
export interface Caller {
  readonly actor: string;
  readonly surface: string;
}

/** What a person tells a run. Where one thing alone can be meant, the step may be left out. */
export type Order =
  | { readonly is: "stop"; readonly undo: boolean }
  | { readonly is: "undo" }
  | { readonly is: "settle"; readonly verdict: Verdict; readonly about: About }
  | { readonly is: "answer"; readonly answer: string; readonly about: About };

export const VERDICTS = ["happened", "not_happened", "unknown"] as const;

export type Verdict = (typeof VERDICTS)[number];

export interface About {
  readonly step?: string | undefined;
  readonly item?: number | undefined;
}
