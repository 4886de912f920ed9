import type { Route } from "../../route/route.ts";
import { holdTarget, listHolds, releaseTarget } from "./holds.ts";
import { drain, freeze, listSwitches, pause, resume, thaw } from "./switches.ts";

/** Everything about brakes. */
export const BRAKE_ROUTES: readonly Route[] = [
  listSwitches,
  freeze,
  thaw,
  pause,
  resume,
  drain,
  listHolds,
  holdTarget,
  releaseTarget,
];
