import type { ApiNeeds } from "../intake/api/needs.ts";
import type { Sessions } from "../ports/sessions.ts";
import type { RunReader } from "./run/read-run.ts";

/** What the pages need of the rest of Pitcrew: what chat and the command line go through as well. */
export interface ConsoleNeeds {
  readonly desk: ApiNeeds;
  /** A run with its record, for whoever may see it. */
  readonly readRun: RunReader;
  readonly sessions: Pick<Sessions, "personOf">;
  /** In which times are written. */
  readonly zone: () => string;
  /** Whether one person is all there is. */
  readonly isSolo: () => boolean;
  /** Whether browsers reach us over TLS alone. */
  readonly isSecure: () => boolean;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onThrown: (error: unknown) => void;
}
