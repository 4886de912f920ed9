import type { Phase, TaskRef } from "../engine/machine/state.ts";
import type { Loss } from "../model/loss.ts";

/** What brakes have to know of a change before it may be sent; it belongs to one intent. */
export interface Demand extends TaskRef {
  readonly phase: Phase;
  readonly attempt: number;
  /** The same for every try. */
  readonly key: string;
  readonly playbook: string;
  /** The team that owns the playbook. */
  readonly team: string;
  /** All that it changes, and the locks of its playbook. */
  readonly targets: readonly string[];
  /** For how long after another run of the playbook these targets are left alone. */
  readonly cooldownMs: number | null;
  /** What becomes unavailable by it. */
  readonly losses: readonly Loss[];
}
