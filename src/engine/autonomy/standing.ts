import type { Mode } from "../../playbook/format/safety.ts";

/** How freely a version may act by itself in an environment, and what that stands on. */
export interface Standing {
  readonly rung: Mode;
  readonly since: number;
  /** What brought it there, as a sentence without its full stop. */
  readonly because: string;
  /** Verified fixes since then. */
  readonly fixes: number;
  /** Whether a drill was passed since then, and none failed after that. */
  readonly isDrilled: boolean;
  /** When a drill was last passed. */
  readonly drilledAt: number | null;
}

/** What has to be shown, as the settings say. */
export interface Demands {
  readonly fixes: number;
  readonly drillLastsMs: number;
}
