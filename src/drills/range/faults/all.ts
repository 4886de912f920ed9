import { DEADLOCKS } from "./deadlocks.ts";
import type { Fault } from "./fault.ts";
import { LOAD } from "./load.ts";
import { MEMORY } from "./memory.ts";
import { OUTAGES } from "./outages.ts";
import { PENDING } from "./pending.ts";
import { TIMEOUTS } from "./timeouts.ts";
import { VERSIONS } from "./versions.ts";

/** Every way in which the range can be broken. */
export const FAULTS: readonly Fault[] = [
  ...PENDING,
  ...TIMEOUTS,
  ...DEADLOCKS,
  ...MEMORY,
  ...VERSIONS,
  ...OUTAGES,
  ...LOAD,
];
