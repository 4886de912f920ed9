import type { Actor } from "../../access/actor.ts";
import type { Right } from "../../access/rights.ts";
import type { PublicKey } from "../../audit/audit-key.ts";
import type { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type { AuditReader } from "../../ports/audit-reader.ts";
import type { Answers } from "../../ports/answers.ts";
import type { MetricsText } from "../../ports/measures.ts";
import type { PageDesk } from "../../ports/page-desk.ts";
import type { VersionFilter } from "../../ports/playbook-store.ts";
import type { Page, RunFilter } from "../../ports/run-store.ts";
import type { AutonomyDesk } from "./autonomy-desk.ts";
import type { AlertDesk } from "./desk/alerts.ts";
import type { BrakeDesk } from "./brake-desk.ts";
import type { HousekeepingDesk } from "./desk/housekeeping.ts";
import type { KeyDesk } from "./desk/keys.ts";
import type { PlaybookDesk } from "./playbook-desk.ts";
import type { ScheduleDesk } from "./desk/schedules.ts";
import type { Answer } from "./refusal.ts";
import type { ApprovalView } from "./views/approval-view.ts";
import type { ChartsView } from "./views/charts-view.ts";
import type { DrillsView } from "./views/drill-view.ts";
import type { EventView } from "./views/event-view.ts";
import type { FiguresView, PlaybooksFiguresView } from "./views/figures-view.ts";
import type { GraphView } from "./views/graph-view.ts";
import type { HealthView } from "./views/health-view.ts";
import type { ReportView } from "./views/report-view.ts";
import type { StatisticsView } from "./views/statistics-view.ts";
import type { TraceView } from "./views/trace-view.ts";
import type { WorkerView } from "./views/worker-view.ts";
import type { PageAskedView } from "./views/page-view.ts";
import type { PlanView } from "./views/plan-view.ts";
import type { PlaybookView } from "./views/playbook-view.ts";
import type { RunSummaryView, RunView } from "./views/run-view.ts";
import type { VersionContentView, VersionDiffView } from "./views/version-content-view.ts";
import type { VersionView } from "./views/version-view.ts";

/** What the endpoints need of the rest of Pitcrew. Nobody learns more than a view shows. */
export interface ApiNeeds {
  /** What keeps this process from doing its work; empty when nothing does. */
  readonly troubles: () => Promise<readonly string[]>;
  /** Why somebody may not do this to what the team owns; nothing when they may. */
  readonly authorize: (actor: Actor, right: Right, team: string | null) => Failure | undefined;
  /** What somebody may not see is answered as if it were not there. */
  readonly ownerOfRun: (run: string, actor: Actor) => Promise<Answer<string | null>>;
  readonly ownerOfPlaybook: (playbook: string, actor: Actor) => Promise<Answer<string>>;
  readonly playbooks: (actor: Actor) => Promise<readonly PlaybookView[]>;
  readonly versions: (
    filter: VersionFilter,
    actor: Actor,
  ) => Promise<Answer<readonly VersionView[]>>;
  readonly plan: (wish: RunWish) => Promise<Answer<PlanView>>;
  /** Starting under an id again, with the same wish, changes nothing and answers the same. */
  readonly start: (run: string, wish: RunWish, actor: Actor) => Promise<Answer<RunView>>;
  /** Starts a run with the playbook and the params of one that has ended. */
  readonly retry: (ended: string, run: string, actor: Actor) => Promise<Answer<RunView>>;
  /** The answer shows the run as it was when the order was given. */
  readonly send: (run: string, order: Order, actor: Actor) => Promise<Answer<RunView>>;
  /** Starts what a run has suggested, under an id of its own. */
  readonly startSuggested: (
    suggested: string,
    run: string,
    actor: Actor,
  ) => Promise<Answer<RunView>>;
  /** What waits for people, the oldest first. */
  readonly approvals: (actor: Actor) => Promise<readonly ApprovalView[]>;
  readonly get: (run: string) => Promise<Answer<RunView>>;
  readonly list: (
    filter: RunFilter,
    page: Page,
    actor: Actor,
  ) => Promise<readonly RunSummaryView[]>;
  /** From the event after this one on. */
  readonly history: (run: string, after: number) => Promise<Answer<readonly EventView[]>>;
  /** The same, then every further event as it comes, until the run has ended and nothing is undone. */
  readonly follow: (
    run: string,
    after: number,
    signal: AbortSignal,
  ) => Promise<Answer<AsyncIterable<EventView>>>;
  readonly charts: (run: string) => Promise<Answer<ChartsView>>;
  readonly report: (run: string) => Promise<Answer<ReportView>>;
  readonly alerts: AlertDesk;
  readonly brakes: BrakeDesk;
  readonly recover: (run: string, actor: Actor) => Promise<Answer<RunView>>;
  readonly trace: (run: string) => Promise<Answer<TraceView>>;
  readonly graph: (run: string) => Promise<Answer<GraphView>>;
  readonly statistics: (wish: StatisticsWish, actor: Actor) => Promise<StatisticsView>;
  readonly workers: () => Promise<readonly WorkerView[]>;
  readonly health: () => Promise<HealthView>;
  readonly keys: KeyDesk;
  readonly answers: Answers;
  readonly audit: AuditDesk;
  readonly schedules: ScheduleDesk;
  readonly housekeeping: HousekeepingDesk;
  readonly figures: FiguresDesk;
  /** What came of the newest drills. */
  readonly drills: () => Promise<DrillsView>;
  readonly content: ContentDesk;
  /** Has somebody paged about a run. */
  readonly page: (wish: PageWish, actor: Actor) => Promise<Answer<PageAskedView>>;
  /** Pages that have reached nobody yet. */
  readonly unpaged: PageDesk["unpaged"];
  readonly activation: PlaybookDesk;
  readonly autonomy: AutonomyDesk;
  readonly readMetrics: (accept?: string) => Promise<MetricsText>;
}

/** Counts over many runs and alerts. */
export interface FiguresDesk {
  readonly lately: (actor: Actor) => Promise<FiguresView>;
  readonly playbooks: (actor: Actor) => Promise<PlaybooksFiguresView>;
}

/** What versions of playbooks say. */
export interface ContentDesk {
  readonly show: (
    playbook: string,
    version: string | undefined,
  ) => Promise<Answer<VersionContentView>>;
  readonly compare: (
    playbook: string,
    versions: { readonly from: string; readonly to: string },
  ) => Promise<Answer<VersionDiffView>>;
}

/** The audit record, and the key that its checkpoints are signed with. */
export interface AuditDesk {
  readonly key: PublicKey;
  readonly record: AuditReader;
  readonly now: () => number;
}

export interface StatisticsWish {
  readonly playbook?: string;
  /** So many runs are looked at. */
  readonly runs: number;
  /** Only steps whose slowest time is no shorter. */
  readonly overMs: number;
}

export interface PageWish {
  /** Made by whoever asks, so that asking again counts once. */
  readonly id: string;
  readonly run: string;
  /** A team or `pagerduty/<service>`; by default those who own the playbook. */
  readonly to?: string | undefined;
  readonly reason: string;
}

export interface RunWish {
  readonly playbook: string;
  /** As they were given; the playbook says what they mean. */
  readonly params: JsonObject;
}

/** What a person tells a run. Where one thing alone can be meant, the step may be left out. */
export type Order =
  | { readonly is: "stop"; readonly undo: boolean }
  | { readonly is: "undo" }
  | { readonly is: "settle"; readonly verdict: Verdict; readonly about: About }
  | { readonly is: "answer"; readonly answer: string; readonly about: About }
  | Decision;

/** What a person says to what they were asked to approve. */
export type Decision =
  | {
      readonly is: "approve";
      /** The digest of the plan that they saw, or how it begins. */
      readonly plan: string;
      /** Why they alone have to be enough; null where as many agree as are asked. */
      readonly breakGlass: string | null;
      readonly about: About;
    }
  | { readonly is: "deny"; readonly reason: string; readonly about: About }
  | { readonly is: "revoke"; readonly about: About };

export const VERDICTS = ["happened", "not_happened", "unknown"] as const;

export type Verdict = (typeof VERDICTS)[number];

export interface About {
  readonly step?: string | undefined;
  readonly item?: number | undefined;
}
