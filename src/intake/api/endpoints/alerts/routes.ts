import type { Route } from "../../route/route.ts";
import { explainAlert, listAlerts } from "./alerts.ts";
import { addWindow, endWindow, listWindows } from "./windows.ts";

/** Everything about alerts. */
export const ALERT_ROUTES: readonly Route[] = [
  listAlerts,
  explainAlert,
  listWindows,
  addWindow,
  endWindow,
];
