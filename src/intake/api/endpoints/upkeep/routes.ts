import type { Route } from "../../route/route.ts";
import { showUpkeep } from "./show-upkeep.ts";
import { sweepNow } from "./sweep-now.ts";

/** Everything about what is kept. */
export const UPKEEP_ROUTES: readonly Route[] = [showUpkeep, sweepNow];
