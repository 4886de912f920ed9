import type { Access } from "../../../access/authorize.ts";
import type { Policy } from "../../../config/settings/policy.ts";
import type { Standing } from "../../../engine/autonomy/standing.ts";
import type { Needs } from "../../../engine/worker/perform.ts";
import type { Program } from "../../../playbook/program.ts";
import type { Rebuilt } from "../../../playbook/version/rebuild.ts";
import type { Dispatcher } from "../../../ports/dispatcher.ts";
import type { PageDesk } from "../../../ports/page-desk.ts";
import type { PlaybookStore } from "../../../ports/playbook-store.ts";
import type { RunFigures } from "../../../ports/run-figures.ts";
import type { PinnedPlaybook, RunStore } from "../../../ports/run-store.ts";
import type { Switches } from "../../../ports/switches.ts";
import type { Upkeep } from "../../../ports/upkeep.ts";
import type { AutonomyDesk } from "../autonomy-desk.ts";
import type { ApiNeeds, AuditDesk } from "../needs.ts";
import type { AlertDesk } from "./alerts.ts";
import type { Bell } from "./bell.ts";
import type { HousekeepingDesk } from "./housekeeping.ts";
import type { KeyDesk } from "./keys.ts";
import type { PlaybookDesk } from "../playbook-desk.ts";
import type { ScheduleDesk } from "./schedules.ts";
import type { TimesOf } from "./open-times.ts";

/** What those at the desk, who answer the API, work with. */
export interface Desk {
  readonly store: RunStore;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  /** Rings when something was stored for a run. */
  readonly bell: Bell;
  readonly library: Library;
  /** What is known about people now. */
  readonly access: () => Access;
  /** What holds in each environment. */
  readonly policy: Policy;
  /** For plans, which only look. */
  readonly outside: Needs;
  readonly newId: () => string;
  /** Why this process takes up no run, in sentences. */
  readonly engineTroubles: () => readonly string[];
  readonly timesOf: TimesOf;
  readonly switches: Switches;
  readonly alerts: AlertDesk;
  readonly upkeep: Upkeep;
  /** Of Pitcrew. */
  readonly version: string;
  readonly keys: KeyDesk;
  readonly answers: ApiNeeds["answers"];
  readonly audit: AuditDesk;
  readonly schedules: ScheduleDesk;
  readonly housekeeping: HousekeepingDesk;
  readonly figures: RunFigures;
  readonly drills: ApiNeeds["drills"];
  readonly unpaged: ApiNeeds["unpaged"];
  readonly paging: Pick<PageDesk, "ask"> & {
    /** Through which somebody is paged; null for nobody. */
    readonly serviceOf: (to: string) => string | null;
  };
  readonly activation: PlaybookDesk;
  readonly autonomy: AutonomyDesk;
  /** What a version has earned in an environment, up to now. */
  readonly standingOf: (version: PinnedPlaybook, environment: string) => Promise<Standing>;
  readonly readMetrics: ApiNeeds["readMetrics"];
}

/** The playbooks of this server. */
export interface Library {
  /** Those that can be run now, in the order of their names. */
  readonly current: () => Promise<readonly LibraryEntry[]>;
  /** Exactly this version, though new runs may follow another one by now. */
  readonly find: (pinned: PinnedPlaybook) => Promise<Rebuilt>;
  readonly handsOn: PlaybookStore["handsOn"];
  readonly versions: PlaybookStore["versions"];
}

export interface LibraryEntry {
  readonly pinned: PinnedPlaybook;
  readonly program: Program;
}
