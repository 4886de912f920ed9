import type { EventView } from "../../intake/api/views/event-view.ts";
import type { RunView } from "../../intake/api/views/run-view.ts";
import type { Reply } from "../server/ask-server.ts";

/** Shows a run while it goes on. */
export interface Display {
  readonly event: (event: EventView) => Promise<void>;
  readonly end: (run: RunView) => void;
  /** May be called again. */
  readonly close: () => void;
}

export interface DisplayOptions {
  readonly json?: true;
  readonly jsonl?: true;
  /** The record alone, without the run around it. */
  readonly log?: true;
  /** Of the record, what is about this step. */
  readonly step?: string;
}

export type ReadRun = () => Promise<Reply<RunView>>;
