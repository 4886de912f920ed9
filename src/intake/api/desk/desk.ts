import type { Needs } from "../../../engine/worker/perform.ts";
import type { Program } from "../../../playbook/program.ts";
import type { Rebuilt } from "../../../playbook/version/rebuild.ts";
import type { Dispatcher } from "../../../ports/dispatcher.ts";
import type { PlaybookStore } from "../../../ports/playbook-store.ts";
import type { PinnedPlaybook, RunStore } from "../../../ports/run-store.ts";
import type { ApiNeeds } from "../needs.ts";
import type { Bell } from "./bell.ts";
import type { TimesOf } from "./open-times.ts";

/** What those at the desk, who answer the API, work with. */
export interface Desk {
  readonly store: RunStore;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  /** Rings when something was stored for a run. */
  readonly bell: Bell;
  readonly library: Library;
  /** For plans, which only look. */
  readonly outside: Needs;
  readonly newId: () => string;
  readonly timesOf: TimesOf;
  readonly readMetrics: ApiNeeds["readMetrics"];
}

/** The playbooks of this server. */
export interface Library {
  /** Those that can be run now, in the order of their names. */
  readonly current: () => Promise<readonly LibraryEntry[]>;
  /** Exactly this version, though new runs may follow another one by now. */
  readonly find: (pinned: PinnedPlaybook) => Promise<Rebuilt>;
  readonly versions: PlaybookStore["versions"];
}

export interface LibraryEntry {
  readonly pinned: PinnedPlaybook;
  readonly program: Program;
}
