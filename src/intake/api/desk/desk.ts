import type { Program } from "../../../playbook/program.ts";
import type { Dispatcher } from "../../../ports/dispatcher.ts";
import type { PinnedPlaybook, RunStore } from "../../../ports/run-store.ts";
import type { Bell } from "./bell.ts";

/** What those at the desk, who answer the API, work with. */
export interface Desk {
  readonly store: RunStore;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  /** Rings when something was stored for a run. */
  readonly bell: Bell;
  readonly library: Library;
  readonly newId: () => string;
}

/** The playbooks of this server. */
export interface Library {
  /** Those that can be run now, in the order of their names. */
  readonly current: () => readonly LibraryEntry[];
  /** Exactly this version, as long as it is known. */
  readonly find: (pinned: PinnedPlaybook) => Program | undefined;
}

export interface LibraryEntry {
  readonly pinned: PinnedPlaybook;
  readonly program: Program;
}
